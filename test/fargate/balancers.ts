/** How load balancers, listeners and target groups of the templates belong together. */
import type { Deployment, Resource } from './deployment.js';
import { get, list } from './json.js';

const elb = 'AWS::ElasticLoadBalancingV2';

export function isNetwork(balancer: Resource | undefined): boolean {
  return get(balancer?.properties, 'Type') === 'network';
}

export function listenersOf(balancer: Resource, deployment: Deployment): readonly Resource[] {
  return deployment
    .ofType(`${elb}::Listener`)
    .filter(
      (listener) => deployment.named(get(listener.properties, 'LoadBalancerArn'), listener) === balancer,
    );
}

/** The listeners and rules that send to a target group, each with its load balancer. */
export function balancersOf(group: Resource, deployment: Deployment): readonly Resource[] {
  const listeners = deployment
    .ofType(`${elb}::Listener`)
    .filter((each) => forwardsTo(each, group, deployment));
  const viaRules = deployment
    .ofType(`${elb}::ListenerRule`)
    .filter((each) => forwardsTo(each, group, deployment))
    .map((each) => deployment.named(get(each.properties, 'ListenerArn'), each));
  const balancers = [...listeners, ...viaRules].map(
    (listener) => listener && deployment.named(get(listener.properties, 'LoadBalancerArn'), listener),
  );
  return [...new Set(balancers.filter((each) => each !== undefined))];
}

export function targetGroupsOf(route: Resource, deployment: Deployment): readonly (Resource | undefined)[] {
  const actions = [
    ...list(get(route.properties, 'DefaultActions')),
    ...list(get(route.properties, 'Actions')),
  ];
  return actions.flatMap((action) =>
    [
      get(action, 'TargetGroupArn'),
      ...list(get(action, 'ForwardConfig', 'TargetGroups')).map((each) => get(each, 'TargetGroupArn')),
    ].map((arn) => deployment.named(arn, route)),
  );
}

export function forwardsTo(route: Resource, group: Resource, deployment: Deployment): boolean {
  return targetGroupsOf(route, deployment).includes(group);
}

/** What a listener or a target group of this protocol passes on. */
export function transportsOf(protocol: string | undefined): readonly ('tcp' | 'udp')[] {
  if (protocol === 'TCP_UDP') return ['tcp', 'udp'];
  return protocol === 'UDP' ? ['udp'] : ['tcp'];
}
