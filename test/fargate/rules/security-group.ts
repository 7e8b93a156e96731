import { allowances, isWorld } from '../reachable.js';
import { resourceRule, type Rule } from '../rule.js';
import { get, list, text } from '../json.js';

const rulesPage = 'Security group rules (Amazon VPC User Guide)';

export const securityGroupRules: readonly Rule[] = [
  {
    id: 'open-to-the-internet',
    page: rulesPage,
    *check(deployment) {
      const carried = deployment
        .ofType('AWS::ElasticLoadBalancingV2::LoadBalancer')
        .flatMap((balancer) =>
          list(get(balancer.properties, 'SecurityGroups')).map((group) => deployment.named(group, balancer)),
        );
      const ownTasks = deployment
        .ofType('AWS::ECS::Service')
        .flatMap((service) =>
          list(get(service.properties, 'NetworkConfiguration', 'AwsvpcConfiguration', 'SecurityGroups')).map(
            (group) => deployment.named(group, service),
          ),
        );
      for (const { group, rule, statedBy, path } of allowances('Ingress', deployment))
        if (isWorld(rule) && (!carried.includes(group) || ownTasks.includes(group)))
          yield {
            resource: statedBy,
            path,
            sentence: `${group.id} is open to the internet and is not a load balancer's alone`,
          };
    },
  },
  resourceRule(
    'AWS::EC2::SecurityGroup',
    { id: 'security-group-rule-count', page: 'Amazon VPC quotas' },
    function* (group, deployment) {
      for (const direction of ['Ingress', 'Egress'] as const) {
        const { length } = allowances(direction, deployment).filter((each) => each.group === group);
        if (length > 60)
          yield [`SecurityGroup${direction}`, `${length} rules; a group has at most 60 a direction`];
      }
    },
  ),
  ...['AWS::EC2::SecurityGroup', 'AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress'].map(
    (type) =>
      resourceRule(
        type,
        { id: 'security-group-description', page: 'AWS::EC2::SecurityGroup (AWS CloudFormation)' },
        function* ({ properties }) {
          const rules = [
            ...list(get(properties, 'SecurityGroupIngress')),
            ...list(get(properties, 'SecurityGroupEgress')),
          ];
          const descriptions = [
            get(properties, 'GroupDescription'),
            ...[properties, ...rules].map((rule) => get(rule, 'Description')),
          ];
          for (const description of descriptions)
            if (
              typeof description === 'string' &&
              !/^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]{0,255}$/.test(description)
            )
              yield ['Description', `'${description}' has characters that EC2 refuses, or over 255`];
          const name = text(get(properties, 'GroupName'));
          if (name !== undefined && (name.startsWith('sg-') || name.length > 255))
            yield ['GroupName', `'${name}' is no security group name`];
        },
      ),
  ),
  {
    id: 'same-rule-twice',
    page: rulesPage,
    *check(deployment) {
      for (const direction of ['Ingress', 'Egress'] as const) {
        const seen = new Set<string>();
        for (const { group, rule, statedBy, path } of allowances(direction, deployment)) {
          const peer = [
            'SourceSecurityGroupId',
            'DestinationSecurityGroupId',
            'CidrIp',
            'CidrIpv6',
            'DestinationPrefixListId',
            'SourcePrefixListId',
          ].map((key) => deployment.symbol(get(rule, key), statedBy));
          const identity = JSON.stringify([
            group.stack,
            group.id,
            get(rule, 'IpProtocol'),
            get(rule, 'FromPort'),
            get(rule, 'ToPort'),
            peer,
          ]);
          if (seen.has(identity))
            yield {
              resource: statedBy,
              path,
              sentence: `the same rule stands twice in ${group.id}: EC2 refuses the second`,
            };
          seen.add(identity);
        }
      }
    },
  },
];
