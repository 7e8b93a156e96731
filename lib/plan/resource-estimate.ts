import type { DeploymentPlan, Layout, LoadBalancerPlan, ServicePlan } from '../model/deployment-plan.js';
import { targetsOf } from '../model/load-balancer-plan.js';

/** About how many CloudFormation resources a plan takes: told before CDK's own limit throws. */
export interface ResourceEstimate {
  /** In the stack itself, where a nested stack is one resource. */
  readonly stack: number;
  /** None in the flat layout. */
  readonly nested: readonly {
    readonly service: string;
    readonly resources: number;
    /** Values of the stack that it refers to. */
    readonly parameters: number;
  }[];
}

/** Estimates a layout of the plan. */
export function resourceEstimate(plan: Omit<DeploymentPlan, 'layout'>, layout: Layout): ResourceEstimate {
  const own = plan.services.map((service) => ({
    service: service.name,
    resources: ofOwn(service),
    parameters: parametersOf(service, plan),
  }));
  const shared = sharedResources(plan);
  return layout === 'nested'
    ? { stack: shared + own.length, nested: own }
    : { stack: own.reduce((total, { resources }) => total + resources, shared), nested: [] };
}

/** What stands in the stack itself in both layouts. */
function sharedResources(plan: Omit<DeploymentPlan, 'layout'>): number {
  const network = plan.vpc.kind === 'create' ? 7 + plan.vpc.zones * 8 + plan.vpc.endpoints.length * 2 : 0;
  const clusterNamespaceLogs = 4;
  const groups = plan.networks.length * 3;
  const fileSystems = plan.fileSystems.map(
    ({ mountedBy }) => 2 + (plan.vpc.kind === 'create' ? plan.vpc.zones : 3) + mountedBy.length * 2,
  );
  return [
    network,
    clusterNamespaceLogs,
    groups,
    ...plan.loadBalancers.map(ofLoadBalancer),
    plan.certificates.length + plan.domains.length + plan.nameDomains.length,
    // The look-up of a prefix list: function, log group, role, policies and what calls it.
    plan.services.some(({ internet }) => !internet.value) ? 6 : 0,
    ...fileSystems,
    plan.jobs.length === 0 ? 0 : JOB_RUNNER + plan.jobs.length,
    ...plan.services.map(ofService),
  ].reduce((total, count) => total + count, 0);
}

/** The balancer with its group; each listener, rule, target group and the rules that let it in. */
function ofLoadBalancer({ listeners, webAcl }: LoadBalancerPlan): number {
  const groups = new Set(listeners.flatMap(targetsOf).map(({ service, group }) => `${service}/${group}`));
  const made = listeners.map(({ routes }) => 1 + routes.length);
  return made.reduce((total, count) => total + count, groups.size * 3 + (webAcl === undefined ? 2 : 3));
}

/** What others refer to: the security group, with the rules that are its own, and the Cloud Map services of aliases. */
function ofService({ names, visits, internet }: ServicePlan): number {
  const aliases = Math.max(0, names.length - 1);
  return 1 + aliases * 2 + visits.length * 3 + (internet.value ? 0 : 2);
}

/** Task definition and two roles with their policies; with them the ECS service and its name, or the schedule and its role. */
function ofOwn({ kind, scaling, taskRole }: ServicePlan): number {
  const figures = scaling === undefined ? 0 : 1 + Object.keys(scaling.value).length - 2;
  return (kind.value === 'job' ? 5 : 7) + figures + taskRole.documents.length;
}

/** The function and the state machine that waits, with their roles and policies and a log group. */
const JOB_RUNNER = 8;

/** Subnets, cluster, namespace, log group and security group; networks; of each volume and each target group what names it. */
function parametersOf(
  { name, networks, taskVolumes }: ServicePlan,
  { loadBalancers }: Omit<DeploymentPlan, 'layout'>,
): number {
  const volumes = taskVolumes.filter(({ kind }) => kind === 'file-system');
  const targets = loadBalancers
    .flatMap(({ listeners }) => listeners)
    .flatMap(targetsOf)
    .filter(({ service }) => service === name);
  return 9 + networks.length + volumes.length * 3 + targets.length * 2;
}
