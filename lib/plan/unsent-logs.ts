import type { LoadedProject } from '../compose/project.js';
import type { ComposePath } from '../diagnostics/diagnostic.js';
import type { Verdict } from '../keys/key.js';
import { routedLogs } from '../keys/logging/routed-logs.js';
import type { DeploymentPlan } from '../model/deployment-plan.js';
import { ecsName } from './identity.js';

/** What becomes of `logging` where the plan keeps logs that their driver would send on. */
export const unsentVerdict: Verdict = {
  level: 'ignored',
  because: 'containers log to CloudWatch Logs: what would receive their logs is out of reach',
};

/** The `logging` of services whose logs the plan keeps, though their driver would send them on. */
export function unsentLogs(
  { project: { services } }: Pick<LoadedProject, 'project'>,
  plan: Pick<DeploymentPlan, 'services'>,
): readonly ComposePath[] {
  const kept = new Set(
    plan.services.flatMap(({ containers }) =>
      containers.flatMap(({ name, logRoute }) => (logRoute === undefined ? [name] : [])),
    ),
  );
  return Object.entries(services)
    .filter(([name, { logging }]) => routedLogs(logging ?? {}) !== undefined && kept.has(ecsName(name)))
    .map(([name]) => ['services', name, 'logging']);
}
