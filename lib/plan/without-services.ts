import type { DeploymentPlan, LoadBalancerPlan } from '../model/deployment-plan.js';

/** The plan of a project that is paused: what services share stays as it is, for data, addresses and names outlast them. */
export function withoutServices(plan: DeploymentPlan): DeploymentPlan {
  return {
    ...plan,
    services: [],
    jobs: [],
    schedules: [],
    loadBalancers: plan.loadBalancers.map(withoutTargets),
    missingImages: [],
  };
}

/** HTTP ports answer that nothing is there; others have no answer but that of a target, and close. */
function withoutTargets(loadBalancer: LoadBalancerPlan): LoadBalancerPlan {
  const listeners =
    loadBalancer.type === 'network'
      ? []
      : loadBalancer.listeners.map((listener) => ({
          ...listener,
          action: listener.action.kind === 'forward' ? ({ kind: 'not-found' } as const) : listener.action,
          routes: [],
        }));
  return { ...loadBalancer, listeners };
}
