import type { DeploymentPlan, ServicePlan } from '../model/deployment-plan.js';

/** Resources of a stack that we use at most, of the 500 that CloudFormation allows: callers add their own. */
export const MOST_RESOURCES = 480;

/** About how many CloudFormation resources a plan takes in one stack: told before CDK's own limit throws. */
export function resourceEstimate(plan: DeploymentPlan): number {
  const shared = plan.vpc.kind === 'create' ? 7 + plan.vpc.zones * 8 + plan.vpc.endpoints.length * 2 : 0;
  const clusterNamespaceLogs = 4;
  const groups = plan.networks.length * 2;
  const listeners = plan.loadBalancers.flatMap((balancer) => balancer.listeners).length;
  const fileSystems = plan.fileSystems.map(
    ({ mountedBy }) => 2 + (plan.vpc.kind === 'create' ? plan.vpc.zones : 3) + mountedBy.length * 2,
  );
  return [
    shared,
    clusterNamespaceLogs,
    groups,
    plan.loadBalancers.length * 2 + listeners * 4,
    ...fileSystems,
    ...plan.services.map(ofService),
  ].reduce((total, count) => total + count, 0);
}

/** Task definition, two roles with policies, security group, ECS service, and the names' Cloud Map services. */
function ofService({ names }: ServicePlan): number {
  const aliases = Math.max(0, names.length - 1);
  return 8 + aliases * 2;
}
