import type { IConnectable, ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type {
  IApplicationListener,
  IApplicationLoadBalancer,
  ILoadBalancerV2,
  INetworkLoadBalancer,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { LoadBalancerBinding } from '../model/bindings.js';
import type { PlanOptions } from '../plan/plan-options.js';

/** Load balancers that exist already: ports that Compose publishes to the internet get listeners or rules on them. */
export interface GivenLoadBalancers {
  /**
   * For HTTP ports.
   *
   * @default - one is made where there are such ports
   */
  readonly application?: IApplicationLoadBalancer;
  /**
   * Listeners of `application`, by port, that get rules: what is published there needs `x-aws-route` or `x-aws-domain`.
   * A port that has none gets a listener of its own.
   *
   * @default - every port gets a listener
   */
  readonly listeners?: Readonly<Record<number, IApplicationListener>>;
  /**
   * For all other ports.
   *
   * @default - one is made where there are such ports
   */
  readonly network?: INetworkLoadBalancer;
}

/** As the planner takes them: their ARNs, groups and listeners, which may be tokens. */
export function loadBalancerOptions({
  application,
  listeners = {},
  network,
}: GivenLoadBalancers): NonNullable<PlanOptions['loadBalancers']> {
  const arns = Object.entries(listeners).map(([port, { listenerArn }]) => [port, listenerArn]);
  return {
    ...(application === undefined
      ? {}
      : { application: { ...described(application), listeners: Object.fromEntries(arns) } }),
    ...(network === undefined ? {} : { network: described(network) }),
  };
}

function described(loadBalancer: ILoadBalancerV2 & IConnectable & HasArn): LoadBalancerBinding {
  return {
    arn: loadBalancer.loadBalancerArn,
    securityGroups: groupsOfGiven(loadBalancer).map(({ securityGroupId }) => securityGroupId),
    ...addressOf(loadBalancer),
  };
}

interface HasArn {
  readonly loadBalancerArn: string;
}

/** CDK throws where an import does not say. */
function addressOf(loadBalancer: ILoadBalancerV2): Pick<LoadBalancerBinding, 'dnsName' | 'hostedZone'> {
  try {
    const { loadBalancerDnsName: dnsName, loadBalancerCanonicalHostedZoneId: hostedZone } = loadBalancer;
    return { dnsName, hostedZone };
  } catch {
    return {};
  }
}

/** The security groups of a load balancer; none where it has no connections. */
export function groupsOfGiven({ connections }: IConnectable): readonly ISecurityGroup[] {
  return connections.securityGroups;
}
