import { isAllowed, policiesOf } from '../grants.js';
import { containerRule, containersOf, resourceRule, taskOf, type Rule } from '../rule.js';
import { runRule } from '../run.js';
import { get, isRecord, list, text } from '../json.js';

const executionRolePage = 'Amazon ECS task execution IAM role';

/** `<Secret>:key:stage:version` and `arn:…:secret:name-AbCdEf:key:stage:version` without what follows the secret. */
function secretOf(valueFrom: string): string {
  return valueFrom.startsWith('arn:')
    ? valueFrom.split(':').slice(0, 7).join(':')
    : (valueFrom.split(':')[0] ?? '');
}

/** The ARN of the repository that a private ECR image URI names; undefined for any other image. */
function repositoryOf(image: string): string | undefined {
  const [, account, region, name] =
    /^(<[^>]+>|\d+)\.dkr\.ecr\.(<[^>]+>|[^./<]+)\.[^/]+\/([^@:]+)/.exec(image) ?? [];
  return name === undefined ? undefined : `arn:<AWS.Partition>:ecr:${region}:${account}:repository/${name}`;
}

export const permissionRules: readonly Rule[] = [
  resourceRule(
    'AWS::ECS::TaskDefinition',
    { id: 'execution-role', page: executionRolePage },
    function* (task, deployment) {
      if (get(task.properties, 'ExecutionRoleArn') !== undefined) return;
      const needs = containersOf(task).some(
        ({ value }) =>
          get(value, 'LogConfiguration', 'LogDriver') === 'awslogs' ||
          list(get(value, 'Secrets')).length > 0 ||
          repositoryOf(deployment.symbol(get(value, 'Image'), task) ?? '') !== undefined,
      );
      if (needs)
        yield [
          'ExecutionRoleArn',
          'the task logs, reads secrets or pulls from ECR without an execution role',
        ];
    },
  ),
  resourceRule(
    'AWS::ECS::TaskDefinition',
    { id: 'role-trust', page: 'Amazon ECS task IAM role' },
    function* (task, deployment) {
      for (const path of ['ExecutionRoleArn', 'TaskRoleArn']) {
        const role = deployment.named(get(task.properties, path), task);
        const principals = list(get(role?.properties, 'AssumeRolePolicyDocument', 'Statement')).flatMap(
          (statement) => list(get(statement, 'Principal', 'Service')),
        );
        if (role && !principals.includes('ecs-tasks.amazonaws.com'))
          yield [path, `role ${role.id} does not trust ecs-tasks.amazonaws.com`];
      }
    },
  ),
  containerRule({ id: 'secret-grant', page: executionRolePage }, function* ({ value, task }, deployment) {
    const role = deployment.named(get(task.properties, 'ExecutionRoleArn'), task);
    for (const [index, secret] of list(get(value, 'Secrets')).entries()) {
      const at = `Secrets.${index}.ValueFrom`;
      const from = deployment.symbol(get(secret, 'ValueFrom'), task);
      if (from === undefined || from === '')
        yield [at, `has no source for secret ${String(get(secret, 'Name'))}`];
      else if (role) {
        const isParameter =
          /:ssm:|^\//.test(from) ||
          deployment.named(get(secret, 'ValueFrom'), task)?.type === 'AWS::SSM::Parameter';
        const action = isParameter ? 'ssm:GetParameters' : 'secretsmanager:GetSecretValue';
        if (!isAllowed(role, action, isParameter ? from : secretOf(from), deployment))
          yield [at, `reads ${from}, and its execution role may not ${action} there`];
      }
    }
  }),
  containerRule(
    { id: 'secret-reference', page: 'Pass Secrets Manager secrets through Amazon ECS environment variables' },
    function* ({ value, task }, deployment) {
      for (const [index, secret] of list(get(value, 'Secrets')).entries()) {
        const from = deployment.symbol(get(secret, 'ValueFrom'), task) ?? '';
        const rest = from.startsWith('arn:') ? from.split(':').slice(7) : from.split(':').slice(1);
        if (!from.includes(':ssm:') && rest.length > 0 && rest.length !== 3)
          yield [
            `Secrets.${index}.ValueFrom`,
            `names ${from}: after the secret stand key, version stage and version id, each with its colon`,
          ];
        if (rest.length === 3 && rest[1] !== '' && rest[2] !== '')
          yield [
            `Secrets.${index}.ValueFrom`,
            'names a version stage and a version id; only one may be given',
          ];
      }
    },
  ),
  containerRule({ id: 'log-grant', page: executionRolePage }, function* ({ value, task }, deployment) {
    const role = deployment.named(get(task.properties, 'ExecutionRoleArn'), task);
    const group = deployment.named(get(value, 'LogConfiguration', 'Options', 'awslogs-group'), task);
    if (!role || group?.type !== 'AWS::Logs::LogGroup') return;
    for (const action of ['logs:CreateLogStream', 'logs:PutLogEvents'])
      if (!isAllowed(role, action, `<${group.id}.Arn>`, deployment))
        yield ['LogConfiguration', `logs to ${group.id}, and its execution role may not ${action} there`];
  }),
  containerRule({ id: 'pull-grant', page: executionRolePage }, function* ({ value, task }, deployment) {
    const role = deployment.named(get(task.properties, 'ExecutionRoleArn'), task);
    const repository = repositoryOf(deployment.symbol(get(value, 'Image'), task) ?? '');
    if (!role || repository === undefined) return;
    if (!isAllowed(role, 'ecr:GetAuthorizationToken', '*', deployment))
      yield ['Image', 'is in ECR, and its execution role may not log in there'];
    for (const action of [
      'ecr:BatchGetImage',
      'ecr:GetDownloadUrlForLayer',
      'ecr:BatchCheckLayerAvailability',
    ])
      if (!isAllowed(role, action, repository, deployment))
        yield ['Image', `is in ${repository}, and its execution role may not ${action} there`];
  }),
  resourceRule(
    'AWS::ECS::Service',
    { id: 'exec-grant', page: 'Using Amazon ECS Exec' },
    function* (service, deployment) {
      if (get(service.properties, 'EnableExecuteCommand') !== true) return;
      const task = taskOf(service, deployment);
      const role = task && deployment.named(get(task.properties, 'TaskRoleArn'), task);
      if (
        task &&
        !isRecord(get(task.properties, 'TaskRoleArn')) &&
        !text(get(task.properties, 'TaskRoleArn'))
      )
        yield ['EnableExecuteCommand', 'ECS Exec needs a task role'];
      for (const channel of [
        'CreateControlChannel',
        'CreateDataChannel',
        'OpenControlChannel',
        'OpenDataChannel',
      ])
        if (role && !isAllowed(role, `ssmmessages:${channel}`, '*', deployment))
          yield ['EnableExecuteCommand', `ECS Exec needs ssmmessages:${channel} in the task role`];
    },
  ),
  runRule(
    { id: 'starts-after-policies', page: 'DependsOn attribute (AWS CloudFormation)' },
    function* ({ resource, task }, deployment) {
      if (!task) return;
      const before = deployment.before(resource);
      for (const path of ['ExecutionRoleArn', 'TaskRoleArn']) {
        const role = deployment.named(get(task.properties, path), task);
        for (const policy of role ? policiesOf(role, deployment) : [])
          if (!before.has(policy))
            yield ['', `tasks may start before ${policy.id} grants them what they need`];
      }
    },
  ),
];
