import { logsApp } from './fixtures/logs-app.js';
import { resourcesOf, statementsOf, templateOf } from './fixtures/template.js';

const template = templateOf(logsApp);

interface Container extends Readonly<Record<string, unknown>> {
  readonly Name: string;
}

/** The containers of the task that a container of this name is in, by name. */
function taskOf(name: string): Readonly<Record<string, Container>> {
  const tasks = Object.values(resourcesOf(template, 'AWS::ECS::TaskDefinition')).map(
    ({ Properties }) => (Properties as { ContainerDefinitions: Container[] }).ContainerDefinitions,
  );
  const containers = tasks.find((task) => task.some((container) => container.Name === name)) ?? [];
  return Object.fromEntries(containers.map((container) => [container.Name, container]));
}

test('the log router runs as root, with memory and a health check of its own, and logs to the log group', () => {
  expect(taskOf('api')['log-router']).toMatchObject({
    Essential: true,
    FirelensConfiguration: {
      Type: 'fluentbit',
      Options: {
        'enable-ecs-log-metadata': 'true',
        'config-file-type': 'file',
        'config-file-value': '/fluent-bit/configs/output-metrics-healthcheck.conf',
      },
    },
    HealthCheck: { Command: ['CMD-SHELL', expect.stringContaining('/api/v1/uptime')] },
    LogConfiguration: {
      LogDriver: 'awslogs',
      Options: { 'awslogs-stream-prefix': 'api-log-router', mode: 'non-blocking' },
    },
    MemoryReservation: 100,
    User: '0',
  });
});

test('a container starts after the log router, whose options it states', () => {
  expect(taskOf('api')['api']).toMatchObject({
    DependsOn: [{ ContainerName: 'log-router', Condition: 'START' }],
    LogConfiguration: {
      LogDriver: 'awsfirelens',
      Options: {
        Name: 'forward',
        Host: 'fluentd.shop-staging.internal',
        Port: '24224',
        Tag: 'shop.shop-api-1',
        Retain_Metadata_In_Forward_Mode: 'false',
      },
    },
  });
});

test('services of one task share one log router', () => {
  expect(Object.keys(taskOf('sidecar'))).toEqual(['api', 'sidecar', 'log-router']);
  expect(taskOf('sidecar')['sidecar']).toMatchObject({
    LogConfiguration: { Options: { Name: 'syslog', Mode: 'tcp', Syslog_Facility_Preset: '19' } },
  });
});

test('a secret option is read by ECS, and by no one else', () => {
  const arn = (service: string, option: string) =>
    expect.stringContaining(`secret:shop/staging/environment/${service}-AbCdEf:logging.${option}::`);
  expect(taskOf('web')['web']).toMatchObject({
    LogConfiguration: {
      LogDriver: 'splunk',
      Options: { 'splunk-url': 'https://splunk.example.com:8088', mode: 'non-blocking' },
      SecretOptions: [{ Name: 'splunk-token', ValueFrom: arn('web', 'splunk-token') }],
    },
  });
  expect(taskOf('worker')['worker']).toMatchObject({
    LogConfiguration: {
      Options: { Name: 'loki', Http_User: 'shop', tls: 'On', Port: '443' },
      SecretOptions: [{ Name: 'Http_Passwd', ValueFrom: arn('worker', 'Http_Passwd') }],
    },
  });
  expect(JSON.stringify(template.toJSON())).not.toMatch(/176FCEBF|open-sesame/);
  const read = statementsOf(template).filter(({ Action }) =>
    JSON.stringify(Action).includes('GetSecretValue'),
  );
  expect(read.map(({ Resource }) => Resource)).toEqual([
    expect.stringContaining('environment/web-AbCdEf'),
    expect.stringContaining('environment/worker-AbCdEf'),
  ]);
});

test('beside a job, the log router is ready first, and does not decide when the task ends', () => {
  expect(taskOf('migrate')).toMatchObject({
    migrate: { Essential: true, DependsOn: [{ ContainerName: 'log-router', Condition: 'HEALTHY' }] },
    'log-router': { Essential: false },
  });
});

test('a task without a way out has the log router from our own repository', () => {
  expect(JSON.stringify(taskOf('api')['log-router']?.['Image'])).toContain('.dkr.ecr.');
  expect(JSON.stringify(taskOf('worker')['log-router']?.['Image'])).toContain('public.ecr.aws');
});
