import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
  type Action,
  type Listener,
  type LoadBalancer,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { attempt } from './attempt.js';
import type { Entrance, FindEntrances } from './entrances.js';
import { batches, inTurns } from './in-turns.js';
import { pages } from './pages.js';

/** As many ARNs as DescribeTargetGroups and DescribeLoadBalancers take. */
const atOnce = 20;

/** What stands before a target group. */
type Way = Pick<Entrance, 'targetGroup' | 'hosts' | 'paths'>;

/** Elastic Load Balancing: credentials as the AWS SDK finds them, the region too unless it is given. */
export function findEntrances(region: string | undefined): FindEntrances {
  const client = new ElasticLoadBalancingV2Client(region === undefined ? {} : { region });

  const waysOf = async (listener: Listener, type: string | undefined): Promise<readonly Way[]> => {
    if (type !== 'application') return waysBehind(listener.DefaultActions ?? [], [], []);
    // The default action of a listener is its last rule.
    const rules = await pages(async (Marker) => {
      const page = await client.send(new DescribeRulesCommand({ ListenerArn: listener.ListenerArn, Marker }));
      return { items: page.Rules, next: page.NextMarker };
    });
    return rules.flatMap(({ Actions = [], Conditions = [] }) => {
      const stated = (field: string) =>
        Conditions.filter((condition) => condition.Field === field).flatMap(
          ({ Values = [], HostHeaderConfig, PathPatternConfig }) =>
            HostHeaderConfig?.Values ?? PathPatternConfig?.Values ?? Values,
        );
      return waysBehind(Actions, stated('host-header'), stated('path-pattern'));
    });
  };

  const entrancesOf = async (balancer: LoadBalancer): Promise<readonly Entrance[]> => {
    const listeners = await pages(async (Marker) => {
      const page = await client.send(
        new DescribeListenersCommand({ LoadBalancerArn: balancer.LoadBalancerArn, Marker }),
      );
      return { items: page.Listeners, next: page.NextMarker };
    });
    const ways = await inTurns(listeners, (listener) => waysOf(listener, balancer.Type));
    return listeners.flatMap(({ Port = 0, Protocol = '' }, index) =>
      (ways[index] ?? []).map((way) => ({
        ...way,
        scheme: balancer.Scheme ?? 'internal',
        address: balancer.DNSName ?? '',
        port: Port,
        protocol: Protocol,
      })),
    );
  };

  return (targetGroups) =>
    attempt('elasticloadbalancing:Describe*', async () => {
      const groups = await inTurns(batches(targetGroups, atOnce), (some) =>
        client.send(new DescribeTargetGroupsCommand({ TargetGroupArns: [...some] })),
      );
      const arns = groups.flatMap(({ TargetGroups = [] }) =>
        TargetGroups.flatMap(({ LoadBalancerArns = [] }) => LoadBalancerArns),
      );
      const balancers = await inTurns(batches([...new Set(arns)], atOnce), (some) =>
        client.send(new DescribeLoadBalancersCommand({ LoadBalancerArns: [...some] })),
      );
      const all = await inTurns(
        balancers.flatMap(({ LoadBalancers = [] }) => LoadBalancers),
        entrancesOf,
      );
      return all.flat().filter(({ targetGroup }) => targetGroups.includes(targetGroup));
    });
}

function waysBehind(
  actions: readonly Action[],
  hosts: readonly string[],
  paths: readonly string[],
): readonly Way[] {
  const groups = actions.flatMap(({ TargetGroupArn, ForwardConfig }) => [
    ...(TargetGroupArn === undefined ? [] : [TargetGroupArn]),
    ...(ForwardConfig?.TargetGroups ?? []).flatMap((one) => one.TargetGroupArn ?? []),
  ]);
  return [...new Set(groups)].map((targetGroup) => ({ targetGroup, hosts, paths }));
}
