import { balancersOf, transportsOf } from '../balancers.js';
import { isReachable } from '../reachable.js';
import { resourceRule, taskOf, type Rule } from '../rule.js';
import { get, list, number, text } from '../json.js';

const elb = 'AWS::ElasticLoadBalancingV2';

export const targetGroupRules: readonly Rule[] = [
  resourceRule(
    `${elb}::TargetGroup`,
    { id: 'target-group', page: 'CreateTargetGroup (Elastic Load Balancing API Reference)' },
    function* (group, deployment) {
      const { properties } = group;
      const name = text(get(properties, 'Name'));
      if (name !== undefined && !/^[A-Za-z0-9]([A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/.test(name))
        yield ['Name', `'${name}' is no target group name`];
      if (get(properties, 'VpcId') === undefined) yield ['VpcId', 'a group of IP targets states its VPC'];
      if (balancersOf(group, deployment).length > 1)
        yield ['', 'two load balancers send to the group; it may belong to one'];
      const delay = list(get(properties, 'TargetGroupAttributes')).find(
        (each) => get(each, 'Key') === 'deregistration_delay.timeout_seconds',
      );
      const seconds = number(get(delay, 'Value')) ?? 300;
      if (seconds < 0 || seconds > 3600)
        yield ['TargetGroupAttributes', `a deregistration delay of ${seconds} s; 0 to 3600 are allowed`];
    },
  ),
  resourceRule(
    `${elb}::TargetGroup`,
    { id: 'target-health-check', page: 'Health checks for your target groups' },
    function* ({ properties }) {
      const isForNetwork = ['TCP', 'UDP', 'TCP_UDP', 'TLS'].includes(String(get(properties, 'Protocol')));
      const protocol = text(get(properties, 'HealthCheckProtocol')) ?? (isForNetwork ? 'TCP' : 'HTTP');
      if (!(isForNetwork ? ['TCP', 'HTTP', 'HTTPS'] : ['HTTP', 'HTTPS']).includes(protocol))
        yield ['HealthCheckProtocol', `a health check cannot speak ${protocol} here`];
      const interval = number(get(properties, 'HealthCheckIntervalSeconds')) ?? 30;
      const timeout = number(get(properties, 'HealthCheckTimeoutSeconds'));
      if (interval < 5 || interval > 300)
        yield ['HealthCheckIntervalSeconds', `${interval} s; 5 to 300 are allowed`];
      if (timeout !== undefined && (timeout < 2 || timeout > 120))
        yield ['HealthCheckTimeoutSeconds', `${timeout} s; 2 to 120 are allowed`];
      if ((timeout ?? 5) > interval || (!isForNetwork && (timeout ?? 5) === interval))
        yield [
          'HealthCheckTimeoutSeconds',
          `a timeout of ${timeout ?? 5} s does not fit into an interval of ${interval} s`,
        ];
      for (const key of ['HealthyThresholdCount', 'UnhealthyThresholdCount']) {
        const count = number(get(properties, key)) ?? 3;
        if (count < 2 || count > 10) yield [key, `${count}; 2 to 10 are allowed`];
      }
      const path = text(get(properties, 'HealthCheckPath'));
      if (path !== undefined && (!path.startsWith('/') || path.length > 1024))
        yield ['HealthCheckPath', `'${path}' is no path of a health check`];
      if (path !== undefined && protocol === 'TCP')
        yield ['HealthCheckPath', 'a TCP health check has no path'];
      const codes = text(get(properties, 'Matcher', 'HttpCode'));
      const most = isForNetwork ? 599 : 499;
      if (
        codes !== undefined &&
        !codes.split(/[,-]/).every((code) => Number(code) >= 200 && Number(code) <= most)
      )
        yield ['Matcher.HttpCode', `'${codes}'; 200 to ${most} are allowed`];
      if (codes !== undefined && protocol === 'TCP') yield ['Matcher', 'a TCP health check has no matcher'];
    },
  ),
  resourceRule(
    'AWS::ECS::Service',
    { id: 'target-reachable', page: 'Security groups for your load balancer' },
    function* (service, deployment) {
      const groups = list(
        get(service.properties, 'NetworkConfiguration', 'AwsvpcConfiguration', 'SecurityGroups'),
      );
      for (const [index, entry] of list(get(service.properties, 'LoadBalancers')).entries()) {
        const group = deployment.named(get(entry, 'TargetGroupArn'), service);
        const traffic = number(get(entry, 'ContainerPort')) ?? 0;
        const health = number(get(group?.properties, 'HealthCheckPort')) ?? traffic;
        if (!taskOf(service, deployment)) continue;
        for (const balancer of group ? balancersOf(group, deployment) : [])
          for (const [port, protocol] of [
            ...transportsOf(text(get(group?.properties, 'Protocol'))).map((each) => [traffic, each] as const),
            [health, 'tcp'] as const,
          ]) {
            const from = { groups: list(get(balancer.properties, 'SecurityGroups')), of: balancer };
            if (
              from.groups.length > 0 &&
              !isReachable(from, { groups, of: service }, { port, protocol }, deployment)
            )
              yield [
                `LoadBalancers.${index}`,
                `no security group rule lets ${balancer.id} reach ${protocol} port ${port}`,
              ];
          }
      }
    },
  ),
];
