import type { ComposePath } from '../diagnostics/diagnostic.js';
import type { Decided, ServicePlan } from '../model/deployment-plan.js';
import type { Planning } from './planning.js';

/**
 * Whether a service is kept running, runs once per deployment, or is started by the clock. A job is what another waits
 * for with `service_completed_successfully`, what has `deploy.mode: replicated-job`, or what says `x-aws-job`; nothing
 * else, because real files give `restart: "no"` to databases.
 */
export function taskKind(planning: Planning, name: string): ServicePlan['kind'] {
  const service = planning.project.services[name];
  const decided = (
    kind: ServicePlan['kind']['value'],
    path: ComposePath,
    because: string,
  ): Decided<typeof kind> => planning.decided(kind, path, because);
  if (service?.['x-aws-schedule'] !== undefined) {
    return decided('schedule', ['services', name, 'x-aws-schedule'], 'x-aws-schedule');
  }
  const asked = service?.['x-aws-job'];
  if (asked !== undefined && asked !== false) {
    return decided('job', ['services', name, 'x-aws-job'], 'x-aws-job');
  }
  if (service?.deploy?.mode === 'replicated-job') {
    return decided('job', ['services', name, 'deploy', 'mode'], 'deploy.mode replicated-job');
  }
  const waiter = planning.waiters.get(name);
  return waiter === undefined
    ? decided('service', ['services', name], `service ${name}`)
    : decided('job', ['services', waiter, 'depends_on', name], `${waiter} waits until it is done`);
}
