import type { ContainerPlan } from '../model/deployment-plan.js';
import type { Planning } from './planning.js';

type Restart = Pick<ContainerPlan, 'settings' | 'causes'>;

/**
 * Whether ECS restarts a container in place: as `deploy.restart_policy` says, else `restart`. A container that ends too
 * soon after its start is not restarted; its task is replaced then, as after any other end.
 */
export function restart(planning: Planning, name: string): Restart {
  const service = planning.project.services[name];
  const policy = service?.deploy?.restart_policy;
  const stated = policy === undefined ? service?.restart : (policy.condition ?? 'any');
  const ignoredExitCodes =
    stated === 'always' || stated === 'unless-stopped' || stated === 'any'
      ? []
      : stated?.startsWith('on-failure') === true
        ? [0]
        : undefined;
  if (ignoredExitCodes === undefined) return { settings: {}, causes: {} };
  const path = ['services', name, ...(policy === undefined ? ['restart'] : ['deploy', 'restart_policy'])];
  return {
    settings: { restartPolicy: { ignoredExitCodes } },
    causes: { restartPolicy: planning.cause(path, `${path.slice(2).join('.')} ${stated}`) },
  };
}
