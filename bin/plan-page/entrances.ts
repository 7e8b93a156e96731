import type { Cause } from '../../lib/model/cause.js';
import type { DeploymentPlan, LoadBalancerPlan, TargetPlan } from '../../lib/model/deployment-plan.js';

/** A way into a service through a load balancer. */
export interface Entrance {
  readonly loadBalancer: LoadBalancerPlan;
  /** `HTTP 8080` */
  readonly name: string;
  readonly target: TargetPlan;
  readonly cause: Cause;
}

/** Every way in, in the order of the plan. */
export function entrances(plan: DeploymentPlan): readonly Entrance[] {
  return plan.loadBalancers.flatMap((loadBalancer) =>
    loadBalancer.listeners.flatMap(({ port, protocol, action, routes, cause }) => [
      ...routes.map((route) => ({
        loadBalancer,
        name: `${route.hosts[0] ?? `${protocol} ${port}`}${route.paths[0] ?? ''}`,
        target: route.target,
        cause: route.cause,
      })),
      ...(action.kind === 'forward'
        ? [{ loadBalancer, name: `${protocol} ${port}`, target: action.target, cause }]
        : []),
    ]),
  );
}
