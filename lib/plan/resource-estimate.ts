import type { DeploymentPlan, LoadBalancerPlan, ServicePlan } from '../model/deployment-plan.js';
import { targetsOf } from '../model/load-balancer-plan.js';

/** Resources of a stack that we use at most, of the 500 that CloudFormation allows: callers add their own. */
export const MOST_RESOURCES = 480;

/** About how many CloudFormation resources a plan takes in one stack: told before CDK's own limit throws. */
export function resourceEstimate(plan: DeploymentPlan): number {
  const shared = plan.vpc.kind === 'create' ? 7 + plan.vpc.zones * 8 + plan.vpc.endpoints.length * 2 : 0;
  const clusterNamespaceLogs = 4;
  const groups = plan.networks.length * 2;
  const fileSystems = plan.fileSystems.map(
    ({ mountedBy }) => 2 + (plan.vpc.kind === 'create' ? plan.vpc.zones : 3) + mountedBy.length * 2,
  );
  return [
    shared,
    clusterNamespaceLogs,
    groups,
    ...plan.loadBalancers.map(ofLoadBalancer),
    plan.certificates.length + plan.domains.length,
    // The look-up of a prefix list: function, role, policy and what calls it.
    plan.services.some(({ internet }) => !internet.value) ? 4 : 0,
    ...fileSystems,
    ...plan.services.map(ofService),
  ].reduce((total, count) => total + count, 0);
}

/** The balancer with its group; each listener, rule, target group and the rules that let it in. */
function ofLoadBalancer({ listeners, webAcl }: LoadBalancerPlan): number {
  const groups = new Set(listeners.flatMap(targetsOf).map(({ service, group }) => `${service}/${group}`));
  const made = listeners.map(({ routes }) => 1 + routes.length);
  return made.reduce((total, count) => total + count, groups.size * 3 + (webAcl === undefined ? 2 : 3));
}

/** Task definition, two roles with policies, security group, ECS service, and the names' Cloud Map services. */
function ofService({ names, scaling, visits, taskRole, internet }: ServicePlan): number {
  const aliases = Math.max(0, names.length - 1);
  const figures = scaling === undefined ? 0 : 1 + Object.keys(scaling.value).length - 2;
  return 8 + aliases * 2 + figures + visits.length * 3 + taskRole.documents.length + (internet.value ? 0 : 2);
}
