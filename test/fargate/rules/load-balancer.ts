import { balancersOf, isNetwork, listenersOf, targetGroupsOf, transportsOf } from '../balancers.js';
import { resourceRule, type Objection, type Rule } from '../rule.js';
import type { Deployment, Resource } from '../deployment.js';
import { allowances } from '../reachable.js';
import { get, list, number, repeated, text } from '../json.js';

const elb = 'AWS::ElasticLoadBalancingV2';

function balancerRule(
  id: string,
  page: string,
  check: (balancer: Resource, deployment: Deployment) => Iterable<Objection>,
): Rule {
  return resourceRule(`${elb}::LoadBalancer`, { id, page }, check);
}

export const loadBalancerRules: readonly Rule[] = [
  balancerRule(
    'load-balancer-name',
    'CreateLoadBalancer (Elastic Load Balancing API Reference)',
    function* ({ properties }) {
      const name = text(get(properties, 'Name'));
      if (name !== undefined && !/^(?!internal-)[A-Za-z0-9]([A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/.test(name))
        yield ['Name', `'${name}' is no load balancer name`];
    },
  ),
  balancerRule(
    'load-balancer-subnets',
    'Application Load Balancers: Subnets',
    function* (balancer, deployment) {
      const subnets = list(get(balancer.properties, 'Subnets')).map((each) =>
        deployment.named(each, balancer),
      );
      const zones = subnets.map((subnet) => JSON.stringify(get(subnet?.properties, 'AvailabilityZone')));
      if (!isNetwork(balancer) && subnets.length < 2)
        yield ['Subnets', 'an application load balancer needs subnets in two zones'];
      for (const zone of repeated(zones))
        if (zone !== undefined) yield ['Subnets', `two subnets are in zone ${zone}`];
    },
  ),
  balancerRule('listener-count', 'Quotas for your Load Balancers', function* (balancer, deployment) {
    const listeners = listenersOf(balancer, deployment);
    if (listeners.length > 50) yield ['', `${listeners.length} listeners; a load balancer has at most 50`];
    for (const port of repeated(listeners.map((listener) => number(get(listener.properties, 'Port')))))
      yield [
        '',
        `two listeners are on port ${port}; a load balancer has one for a port, whatever the protocol`,
      ];
    const groups = deployment
      .ofType(`${elb}::TargetGroup`)
      .filter((group) => balancersOf(group, deployment).includes(balancer));
    if (!isNetwork(balancer) && groups.length > 100)
      yield ['', `${groups.length} target groups; an application load balancer has at most 100`];
    if (list(get(balancer.properties, 'SecurityGroups')).length > 5)
      yield ['SecurityGroups', 'more than 5 security groups'];
  }),
  balancerRule(
    'load-balancer-group',
    'Security groups for your Network Load Balancer',
    function* ({ properties }) {
      if (list(get(properties, 'SecurityGroups')).length === 0)
        yield ['SecurityGroups', 'made without a security group, it can never be given one'];
    },
  ),
  resourceRule(
    `${elb}::Listener`,
    { id: 'listener-protocol', page: 'CreateListener (Elastic Load Balancing API Reference)' },
    function* (listener, deployment) {
      const balancer = deployment.named(get(listener.properties, 'LoadBalancerArn'), listener);
      const protocol = text(get(listener.properties, 'Protocol')) ?? '';
      const allowed = isNetwork(balancer) ? ['TCP', 'UDP', 'TCP_UDP', 'TLS'] : ['HTTP', 'HTTPS'];
      if (balancer && !allowed.includes(protocol))
        yield ['Protocol', `${protocol} is none of ${allowed.join(', ')}`];
      if (['HTTPS', 'TLS'].includes(protocol) && list(get(listener.properties, 'Certificates')).length === 0)
        yield ['Certificates', `a ${protocol} listener needs a certificate`];
      const port = number(get(listener.properties, 'Port')) ?? 0;
      if (port < 1 || port > 65535) yield ['Port', `${port} is no port`];
    },
  ),
  resourceRule(
    `${elb}::Listener`,
    { id: 'target-group-protocol', page: 'CreateTargetGroup (Elastic Load Balancing API Reference)' },
    function* (listener, deployment) {
      const fits: Readonly<Record<string, readonly string[]>> = {
        HTTP: ['HTTP', 'HTTPS'],
        HTTPS: ['HTTP', 'HTTPS'],
        TCP: ['TCP', 'TCP_UDP'],
        UDP: ['UDP', 'TCP_UDP'],
        TCP_UDP: ['TCP_UDP'],
        TLS: ['TCP', 'TLS'],
      };
      const protocol = text(get(listener.properties, 'Protocol')) ?? '';
      for (const group of targetGroupsOf(listener, deployment)) {
        const targets = text(get(group?.properties, 'Protocol')) ?? '';
        if (group && fits[protocol] && !fits[protocol].includes(targets))
          yield [
            'DefaultActions',
            `a ${protocol} listener cannot send to ${targets} target group ${group.id}`,
          ];
      }
    },
  ),
  resourceRule(
    `${elb}::ListenerRule`,
    { id: 'listener-rule', page: 'Listener rules for your Application Load Balancer' },
    function* ({ properties }) {
      const conditions = list(get(properties, 'Conditions'));
      const values = conditions.flatMap((condition) => [
        ...list(get(condition, 'Values')),
        ...[
          'HostHeaderConfig',
          'PathPatternConfig',
          'HttpHeaderConfig',
          'HttpRequestMethodConfig',
          'SourceIpConfig',
        ].flatMap((key) => list(get(condition, key, 'Values'))),
      ]);
      if (conditions.length === 0) yield ['Conditions', 'a rule has a condition'];
      if (values.length > 5) yield ['Conditions', `${values.length} condition values; a rule has at most 5`];
      const wildcards = values.join('').split(/[*?]/).length - 1;
      if (wildcards > 5) yield ['Conditions', `${wildcards} wildcards; a rule has at most 5`];
      for (const value of values)
        if (String(value).length > 128)
          yield ['Conditions', `'${String(value)}' has more than 128 characters`];
      const priority = number(get(properties, 'Priority')) ?? 0;
      if (priority < 1 || priority > 50_000)
        yield ['Priority', `priority ${priority}; 1 to 50000 are allowed`];
    },
  ),
  resourceRule(
    `${elb}::Listener`,
    { id: 'rule-priorities', page: 'Listener rules for your Application Load Balancer' },
    function* (listener, deployment) {
      const rules = deployment
        .ofType(`${elb}::ListenerRule`)
        .filter((each) => deployment.named(get(each.properties, 'ListenerArn'), each) === listener);
      for (const priority of repeated(rules.map((each) => number(get(each.properties, 'Priority')))))
        yield ['', `two rules have priority ${priority}`];
      if (rules.length > 100) yield ['', `${rules.length} rules; a load balancer has at most 100`];
    },
  ),
  resourceRule(
    `${elb}::Listener`,
    { id: 'listener-open', page: 'Security groups for your load balancer' },
    function* (listener, deployment) {
      const balancer = deployment.named(get(listener.properties, 'LoadBalancerArn'), listener);
      const groups = list(get(balancer?.properties, 'SecurityGroups')).map(
        (each) => balancer && deployment.named(each, balancer),
      );
      const port = number(get(listener.properties, 'Port')) ?? 0;
      if (!balancer || groups.length === 0 || groups.includes(undefined)) return;
      for (const wanted of transportsOf(text(get(listener.properties, 'Protocol')))) {
        const isOpen = allowancesInto(groups, deployment).some((rule) => {
          const [protocol, low, high] = [
            String(get(rule, 'IpProtocol')),
            number(get(rule, 'FromPort')) ?? 0,
            number(get(rule, 'ToPort')) ?? 65535,
          ];
          return protocol === '-1' || (protocol === wanted && low <= port && port <= high);
        });
        if (!isOpen)
          yield ['Port', `no security group rule lets anyone reach ${wanted} port ${port} of ${balancer.id}`];
      }
    },
  ),
];

function allowancesInto(groups: readonly (Resource | undefined)[], deployment: Deployment) {
  return allowances('Ingress', deployment).flatMap(({ group, rule }) =>
    groups.includes(group) ? [rule] : [],
  );
}
