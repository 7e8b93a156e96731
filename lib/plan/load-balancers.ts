import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { waf } from '../keys/extension/project-keys.js';
import { stated } from '../keys/extension/extension-key.js';
import type { LoadBalancerPlan } from '../model/deployment-plan.js';
import { existingLoadBalancer, givenLoadBalancer } from './existing-load-balancer.js';
import type { PublishedPort } from './exposure.js';
import { found, type Found } from './found.js';
import { isHttp } from './listener-port.js';
import { listenersOf } from './listeners.js';
import { loadBalancerQuotas } from './load-balancer-quotas.js';
import type { Planning } from './planning.js';
import { targetsFor } from './targets.js';

/** HTTP ports stand behind an application load balancer, all others behind a network load balancer. */
export function loadBalancers(
  planning: Planning,
  ports: readonly PublishedPort[],
  mains: ReadonlyMap<string, string>,
): Found<readonly LoadBalancerPlan[]> {
  const diagnostics: Diagnostic[] = [];
  const existing = existingLoadBalancer(planning);
  const webAcl = stated(planning.project, waf);
  const plans = (['application', 'network'] as const).flatMap((type) =>
    (['internet-facing', 'internal'] as const).flatMap((scheme): LoadBalancerPlan[] => {
      const mine = ports.filter((port) => typeOf(port) === type && port.scheme === scheme);
      const [first] = mine.toSorted(byPublished);
      if (first === undefined) return [];
      // What the project names stands for the one that people from outside come to.
      const named = existing?.type === type ? existing : givenLoadBalancer(planning, type);
      const used = scheme === 'internet-facing' ? named : undefined;
      const name = nameOf(type, scheme);
      const targets = targetsFor(planning, name, { mine, all: ports, mains });
      const listeners = listenersOf(planning, targets.value, used);
      diagnostics.push(...targets.diagnostics, ...listeners.diagnostics);
      if (used?.plan?.value.securityGroups.length === 0)
        diagnostics.push(
          planning.finding('load-balancer-without-group', { name: used.name }, first.cause.path),
        );
      return [
        {
          name,
          type,
          scheme,
          existing: used?.plan,
          webAcl:
            webAcl === undefined || type === 'network'
              ? undefined
              : planning.decided(webAcl, [waf.key], `${waf.key} ${webAcl}`),
          listeners: listeners.value,
          cause: used?.plan?.cause ?? first.cause,
        },
      ];
    }),
  );
  if (
    existing !== undefined &&
    plans.every(({ existing: used }) => used === undefined && existing.plan !== undefined)
  ) {
    const { name, type, path } = existing;
    diagnostics.push(planning.finding('load-balancer-unused', { name, type }, path));
  }
  return found(plans, [...diagnostics, ...loadBalancerQuotas(planning, plans)]);
}

function typeOf(port: PublishedPort): LoadBalancerPlan['type'] {
  return isHttp(port) ? 'application' : 'network';
}

function nameOf(type: LoadBalancerPlan['type'], scheme: LoadBalancerPlan['scheme']): string {
  return `${scheme === 'internal' ? 'Internal' : ''}${type === 'application' ? '' : 'Network'}LoadBalancer`;
}

function byPublished(a: PublishedPort, b: PublishedPort): number {
  return a.published - b.published || (a.service < b.service ? -1 : Number(a.service > b.service));
}
