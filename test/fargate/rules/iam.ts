import { statementsOf } from '../grants.js';
import { resourceRule, type Rule } from '../rule.js';
import { get, list, text } from '../json.js';

/** Actions that take no resource: the Service Authorization Reference gives them `*` alone. */
const withoutResource =
  /^(ecr:GetAuthorizationToken|ssmmessages:\w+|ecs:(DiscoverPollEndpoint|ListTaskDefinitions|DescribeTaskDefinition|DeregisterTaskDefinition|RegisterTaskDefinition)|ec2:Describe\w+|logs:(Describe(LogGroups|Deliveries|ResourcePolicies)|(Create|Get|Update|Delete)LogDelivery|ListLogDeliveries|PutResourcePolicy)|elasticloadbalancing:Describe\w+|cloudwatch:(PutMetricData|DescribeAlarms|ListMetrics|GetMetricData)|xray:\w+|sts:GetCallerIdentity|servicediscovery:(DiscoverInstances\w*|List\w+)|route53:(ListHostedZones\w*|GetChange)|application-autoscaling:Describe\w+|elasticfilesystem:DescribeMountTargets)$/;

const carriers = ['AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy'];

export const iamRules: readonly Rule[] = [
  ...carriers.map((type) =>
    resourceRule(
      type,
      { id: 'iam-names-resources', page: 'Grant least privilege (IAM best practices)' },
      function* (resource, deployment) {
        for (const { path, allows, actions, resources } of statementsOf(resource, deployment)) {
          if (!allows) continue;
          for (const action of actions.filter((each) => /^(\*|[^:]+:\*)$/.test(each)))
            yield [`${path}.Action`, `allows every action: ${action}`];
          const broad = resources.some(
            (each) => each === '*' || /^arn:[^:]+:\w[\w-]*:\*:\*:\*$/.test(each ?? ''),
          );
          const narrowable = actions.filter((action) => !withoutResource.test(action));
          if (broad && narrowable.length > 0)
            yield [`${path}.Resource`, `allows ${narrowable.join(', ')} on every resource`];
        }
      },
    ),
  ),
  resourceRule(
    'AWS::IAM::Role',
    { id: 'managed-policy', page: 'Grant least privilege (IAM best practices)' },
    function* (role, deployment) {
      const arns = list(get(role.properties, 'ManagedPolicyArns')).map(
        (arn) => deployment.symbol(arn, role) ?? '',
      );
      for (const arn of arns)
        if (/(Administrator|PowerUser|Full)Access/.test(arn)) yield ['ManagedPolicyArns', `attaches ${arn}`];
      if (arns.length > 10) yield ['ManagedPolicyArns', `${arns.length} managed policies; the quota is 10`];
    },
  ),
  resourceRule(
    'AWS::IAM::Role',
    { id: 'role-name', page: 'IAM and AWS STS quotas' },
    function* ({ properties }) {
      const name = text(get(properties, 'RoleName'));
      if (name !== undefined && !/^[\w+=,.@-]{1,64}$/.test(name))
        yield ['RoleName', `'${name}' is no role name: 64 of A-Z, a-z, 0-9 and +=,.@_-`];
      const description = text(get(properties, 'Description')) ?? '';
      if (!/^[\t\n\r\u0020-\u007E\u00A1-\u00FF]{0,1000}$/.test(description))
        yield ['Description', 'the description has characters IAM refuses, or over 1000'];
    },
  ),
  ...carriers.map((type) =>
    resourceRule(type, { id: 'policy-size', page: 'IAM and AWS STS quotas' }, function* ({ properties }) {
      const documents = [
        get(properties, 'PolicyDocument'),
        ...list(get(properties, 'Policies')).map((policy) => get(policy, 'PolicyDocument')),
      ];
      const size = JSON.stringify(documents.filter((document) => document !== undefined)).replaceAll(
        /\s/g,
        '',
      ).length;
      const limit = type === 'AWS::IAM::ManagedPolicy' ? 6144 : 10_240;
      if (size > limit) yield ['PolicyDocument', `the policy has ${size} characters; the quota is ${limit}`];
      for (const document of documents) {
        const statements = list(get(document, 'Statement'));
        if (document !== undefined && statements.length === 0)
          yield ['PolicyDocument', 'the policy has no statement'];
        for (const statement of statements) {
          const isEmpty = ['Action', 'Resource'].some(
            (key) => Array.isArray(get(statement, key)) && list(get(statement, key)).length === 0,
          );
          if (isEmpty) yield ['PolicyDocument', 'a statement names no action or no resource'];
        }
      }
    }),
  ),
];
