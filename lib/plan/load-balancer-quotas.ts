import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { LoadBalancerPlan } from '../model/deployment-plan.js';
import { targetsOf } from '../model/load-balancer-plan.js';
import type { Planning } from './planning.js';

/** Target groups that one ECS service takes: a fixed quota of Amazon ECS. */
const MOST_OF_SERVICE = 5;

/** Quotas of Elastic Load Balancing for one load balancer; AWS raises the others on request. */
const MOST = { listeners: 50, 'target groups': 100, rules: 100, certificates: 25 } as const;

/** More than the load balancers, or the services behind them, take. */
export function loadBalancerQuotas(
  planning: Planning,
  balancers: readonly LoadBalancerPlan[],
): readonly Diagnostic[] {
  return [
    ...balancers.flatMap((balancer) => ofBalancer(planning, balancer)),
    ...targetGroupsOfServices(planning, balancers),
  ];
}

function ofBalancer(planning: Planning, balancer: LoadBalancerPlan): readonly Diagnostic[] {
  const { name, type, listeners, cause } = balancer;
  const counts = {
    listeners: listeners.length,
    'target groups': groupsOf([balancer]).length,
    rules: listeners.flatMap(({ routes }) => routes).length,
    // The first of a listener is its own.
    certificates: listeners.flatMap(({ certificates }) => certificates.slice(1)).length,
  };
  const isFixed = { listeners: type === 'network', 'target groups': true, rules: false, certificates: false };
  return (['listeners', 'target groups', 'rules', 'certificates'] as const)
    .filter((what) => counts[what] > MOST[what])
    .map((what) => {
      const values = { name, what, count: counts[what], most: MOST[what] };
      return planning.finding(isFixed[what] ? 'load-balancer-full' : 'quota-to-raise', values, cause.path);
    });
}

function targetGroupsOfServices(
  planning: Planning,
  balancers: readonly LoadBalancerPlan[],
): readonly Diagnostic[] {
  const groups = groupsOf(balancers);
  return [...new Set(groups.map(({ service }) => service))].flatMap((service) => {
    const mine = groups.filter((group) => group.service === service);
    if (mine.length <= MOST_OF_SERVICE) return [];
    const ports = [...new Set(mine.map(({ containerPort }) => containerPort))];
    const values = { service, ports, most: MOST_OF_SERVICE };
    return [planning.finding('too-many-published-ports', values, ['services', service, 'ports'])];
  });
}

/** The target groups, each once: listeners share them. */
function groupsOf(balancers: readonly LoadBalancerPlan[]) {
  const targets = balancers.flatMap(({ listeners }) => listeners.flatMap(targetsOf));
  return [...new Map(targets.map((target) => [`${target.service}/${target.group}`, target])).values()];
}
