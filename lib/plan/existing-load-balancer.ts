import type { ComposePath } from '../diagnostics/diagnostic.js';
import { stated } from '../keys/extension/extension-key.js';
import { loadBalancer } from '../keys/extension/project-keys.js';
import type { LoadBalancerBinding } from '../model/bindings.js';
import type { ExistingLoadBalancer, LoadBalancerPlan } from '../model/deployment-plan.js';
import type { Planning } from './planning.js';

/** A load balancer that exists already, as far as it is known. */
export interface NamedLoadBalancer {
  readonly name: string;
  /** The key that names it; empty for the caller's. */
  readonly path: ComposePath;
  /** Told by its ARN; a name alone is taken for an application load balancer until the bindings know it. */
  readonly type: LoadBalancerPlan['type'];
  /** Undefined: the bindings lack it, or describe another. */
  readonly plan: LoadBalancerPlan['existing'];
  /** By port: listeners that exist and get rules. */
  readonly listeners: Readonly<Record<string, string>>;
  /** The ARN in the bindings, where it is another's. */
  readonly other: string | undefined;
}

/** What `x-aws-loadbalancer` names; undefined: nothing does. */
export function existingLoadBalancer(planning: Planning): NamedLoadBalancer | undefined {
  const name = stated(planning.project, loadBalancer);
  if (name === undefined) return undefined;
  const path = [loadBalancer.key];
  const bound = planning.bindings.loadBalancer;
  const isSame = bound !== undefined && (bound.arn === name || bound.arn.split('/').at(-2) === name);
  const arn = isSame ? bound.arn : name;
  return {
    name,
    path,
    type: arn.includes(':loadbalancer/net/') ? 'network' : 'application',
    plan: isSame
      ? planning.decided(
          { arn, securityGroups: bound.securityGroups, address: addressOf(bound) },
          path,
          `${loadBalancer.key} ${name.split('/').at(-2) ?? name}`,
        )
      : undefined,
    listeners: isSame ? (bound.listeners ?? {}) : {},
    other: isSame ? undefined : bound?.arn,
  };
}

function addressOf({ dnsName, hostedZone }: LoadBalancerBinding): ExistingLoadBalancer['address'] {
  return dnsName === undefined || hostedZone === undefined ? undefined : { dnsName, hostedZone };
}

/** The load balancer of this type that the caller brings; undefined: none. */
export function givenLoadBalancer(
  { options, decided }: Planning,
  type: LoadBalancerPlan['type'],
): NamedLoadBalancer | undefined {
  const given = options.loadBalancers?.[type];
  if (given === undefined) return undefined;
  const { arn, securityGroups, listeners = {} } = given;
  const name = `the ${type} load balancer that the app brings`;
  const plan = decided({ arn, securityGroups, address: addressOf(given) }, [], name);
  return { name, path: [], type, plan, listeners, other: undefined };
}
