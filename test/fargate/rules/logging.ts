import { containerRule, containersOf, resourceRule, type Rule } from '../rule.js';
import { get, isRecord, list, number, text } from '../json.js';

const page = 'LogConfiguration (Amazon ECS API Reference)';

const retentions = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export const loggingRules: readonly Rule[] = [
  containerRule({ id: 'log-driver', page }, function* ({ value, task }) {
    const configuration = get(value, 'LogConfiguration');
    if (!isRecord(configuration))
      return void (yield ['LogConfiguration', 'has no log configuration: nothing it writes is kept']);
    const driver = text(configuration['LogDriver']) ?? '';
    if (!['awslogs', 'splunk', 'awsfirelens'].includes(driver))
      yield [
        'LogConfiguration.LogDriver',
        `logs with '${driver}'; Fargate has awslogs, splunk and awsfirelens`,
      ];
    const routers = containersOf(task).filter((other) => isRecord(get(other.value, 'FirelensConfiguration')));
    if (driver === 'awsfirelens' && routers.length !== 1)
      yield ['LogConfiguration', `logs with awsfirelens in a task of ${routers.length} FireLens log routers`];
  }),
  containerRule({ id: 'awslogs-options', page }, function* ({ value }) {
    if (get(value, 'LogConfiguration', 'LogDriver') !== 'awslogs') return;
    for (const option of ['awslogs-group', 'awslogs-region', 'awslogs-stream-prefix'])
      if (get(value, 'LogConfiguration', 'Options', option) === undefined)
        yield [`LogConfiguration.Options.${option}`, `logs to CloudWatch without ${option}`];
  }),
  containerRule({ id: 'log-group', page }, function* ({ value, task }, deployment) {
    const options = get(value, 'LogConfiguration', 'Options');
    const group = get(options, 'awslogs-group');
    if (group === undefined || get(options, 'awslogs-create-group') === 'true') return;
    const named = deployment
      .ofType('AWS::Logs::LogGroup')
      .map((each) => deployment.symbol(get(each.properties, 'LogGroupName'), each));
    const isThere =
      deployment.named(group, task)?.type === 'AWS::Logs::LogGroup' ||
      named.includes(deployment.symbol(group, task));
    if (!isThere) yield ['LogConfiguration.Options.awslogs-group', 'logs to a group that no template makes'];
  }),
  containerRule(
    { id: 'firelens', page: 'FirelensConfiguration (Amazon ECS API Reference)' },
    function* ({ value }) {
      const firelens = get(value, 'FirelensConfiguration');
      if (!isRecord(firelens)) return;
      if (!['fluentbit', 'fluentd'].includes(String(firelens['Type'])))
        yield ['FirelensConfiguration.Type', 'is a log router of unknown type'];
      if (get(firelens, 'Options', 'config-file-type') === 's3')
        yield [
          'FirelensConfiguration.Options',
          'reads its FireLens configuration from S3, which Fargate refuses',
        ];
    },
  ),
  resourceRule(
    'AWS::Logs::LogGroup',
    { id: 'log-retention', page: 'PutRetentionPolicy (CloudWatch Logs API Reference)' },
    function* ({ properties }) {
      const days = get(properties, 'RetentionInDays');
      if (days === undefined) yield ['RetentionInDays', 'the log group keeps everything for ever'];
      else if (!retentions.includes(number(days) ?? 0))
        yield ['RetentionInDays', `${String(days)} days is no retention that CloudWatch has`];
    },
  ),
  resourceRule(
    'AWS::Logs::LogGroup',
    { id: 'log-group-name', page: 'CreateLogGroup (CloudWatch Logs API Reference)' },
    function* ({ properties }) {
      const name = text(get(properties, 'LogGroupName'));
      if (name !== undefined && !/^[A-Za-z0-9._/#-]{1,512}$/.test(name))
        yield ['LogGroupName', `'${name}' is no log group name`];
    },
  ),
  containerRule(
    { id: 'log-stream-name', page: 'CreateLogStream (CloudWatch Logs API Reference)' },
    function* ({ name, value }) {
      const prefix = text(get(value, 'LogConfiguration', 'Options', 'awslogs-stream-prefix')) ?? '';
      if (/[:*]/.test(prefix))
        yield [
          'LogConfiguration.Options.awslogs-stream-prefix',
          `has the stream prefix '${prefix}'; : and * are refused`,
        ];
      // ECS appends the container's name and the task's 32-digit id.
      if (prefix.length + name.length + 34 > 512)
        yield [
          'LogConfiguration.Options.awslogs-stream-prefix',
          'has log streams of more than 512 characters',
        ];
      if (
        list(get(value, 'LogConfiguration', 'SecretOptions')).length > 0 &&
        get(value, 'LogConfiguration', 'LogDriver') === 'awslogs'
      )
        yield ['LogConfiguration.SecretOptions', 'gives awslogs secret options, which it does not take'];
    },
  ),
];
