/** `cdk-compose ps` against an imitation of AWS. */
import type { ServiceRow } from '../../lib/operate/service-row.js';
import { runOnAws } from './run-on-aws.js';
import {
  arns,
  at,
  digest,
  ecsServiceAnswer,
  tagged,
  taskAnswer,
  tasksOnAws,
  type Answers,
} from './shop-on-aws.js';

async function rows(answers: Answers = {}, words: readonly string[] = []) {
  const ran = await runOnAws(['ps', '--format', 'json', ...words], answers);
  const all = JSON.parse(ran.stdout || '[]') as readonly ServiceRow[];
  const row = (service: string) => {
    const one = all.find((each) => each.service === service);
    if (one === undefined) throw new Error(`no row of ${service}: ${ran.stderr}`);
    return one;
  };
  return { ...ran, all, row };
}

test('each service of the project has a line, co-located ones, jobs and those that are not deployed too', async () => {
  const { code, stdout, stderr } = await runOnAws(['ps']);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
    ['SERVICE', 'STATE', 'TASKS', 'HEALTH', 'IMAGE', 'REACHED AT'],
    ['web', 'steady', '1/1', 'starting', `web@${digest.slice(0, 19)}`, '-'],
    ['proxy', 'steady', '1/1', '-', `proxy@${digest.slice(0, 19)}`, '-'],
    ['api', 'steady', '1/1', '-', `api@${digest.slice(0, 19)}`, '-'],
    ['migrate', 'idle', '-', '-', `migrate@${digest.slice(0, 19)}`, '-'],
    ['new', 'not deployed', '-', '-', '-', '-'],
    [''],
  ]);
});

test('asks by tags, page by page, and describes the latest revision of a family alone', async () => {
  const { asked } = await rows();
  const of = (action: string) => asked.flatMap(([name, input]) => (name === action ? [input] : []));
  expect(of('GetResources').map((input) => [input['TagFilters'], input['PaginationToken']])).toEqual([
    [[{ Key: 'com.docker.compose.project', Values: ['shop'] }], undefined],
    [[{ Key: 'com.docker.compose.project', Values: ['shop'] }], 'more'],
  ]);
  expect(of('DescribeServices')).toEqual([{ cluster: 'shop-Cluster', services: [arns.web, arns.api] }]);
  expect(of('DescribeTaskDefinition').map((input) => input['taskDefinition'])).toEqual([
    arns.webDefinition,
    arns.apiDefinition,
    arns.migrateDefinition,
  ]);
  // One question for the two services of one task.
  expect(of('ListTasks').map((input) => input['serviceName'] ?? input['family'])).toEqual([
    'shop-web',
    'shop-api',
    'shopmigrate',
    'shopmigrate',
  ]);
});

test('resources of an environment belong to nobody who names none', async () => {
  const { code, stderr } = await rows({
    GetResources: { ResourceTagMappingList: [tagged(arns.web, 'web', 'staging')] },
    DescribeServices: { services: [] },
  });
  expect([code, stderr]).toEqual([
    1,
    expect.stringContaining("[not-deployed] no service of 'shop' is deployed"),
  ]);
});

test('an environment is asked for by its tag', async () => {
  const { asked } = await rows({}, ['--environment', 'staging']);
  expect(asked[0]?.[1]['TagFilters']).toContainEqual({ Key: 'cdk-compose.environment', Values: ['staging'] });
});

test('with several environments, one has to be named', async () => {
  const cdk = JSON.stringify({ context: { 'compose:environments': { staging: {}, production: {} } } });
  const { code, stderr, asked } = await runOnAws(['ps'], {}, { files: { 'cdk.json': cdk } });
  expect([code, asked]).toEqual([1, []]);
  expect(stderr).toMatch(/environment-undecided.*\n.*fix: name one: --environment (?:staging|production)/);
});

test('a paused project is told as such', async () => {
  const cdk = JSON.stringify({ context: { 'compose:paused': true } });
  const { code, stderr } = await runOnAws(
    ['ps'],
    { GetResources: { ResourceTagMappingList: [tagged(arns.cluster)] } },
    { files: { 'cdk.json': cdk } },
  );
  expect([code, stderr]).toEqual([1, expect.stringContaining("[deployment-paused] 'shop' is paused")]);
});

test('a rollout that fails shows its reason, the last event, and how the last task ended', async () => {
  const failing = {
    desired: 2,
    running: 0,
    pendingCount: 1,
    deployments: [
      {
        status: 'PRIMARY',
        rolloutState: 'FAILED',
        rolloutStateReason: 'circuit breaker: tasks failed to start',
      },
    ],
  };
  const answers = {
    DescribeServices: { services: [ecsServiceAnswer('api', failing), ecsServiceAnswer('web')] },
    ...tasksOnAws({
      'shop-web RUNNING': [taskAnswer('web1', { web: 'RUNNING', proxy: 'RUNNING' })],
      'shop-api STOPPED': [
        taskAnswer(
          'api0',
          { api: 137 },
          { stoppedAt: at('2026-11-23T10:05:00Z'), stoppedReason: 'Essential container in task exited' },
        ),
      ],
    }),
  };
  const { row } = await rows(answers);
  expect(row('api')).toMatchObject({
    state: 'failing',
    tasks: { desired: 2, running: 0, pending: 1 },
    rollout: { state: 'FAILED', reason: 'circuit breaker: tasks failed to start' },
    lastEvent: { message: '(service shop-api) has reached a steady state.' },
    lastStop: {
      at: '2026-11-23T10:05:00.000Z',
      reason: 'Essential container in task exited; api exited with 137',
    },
  });
  const { stdout } = await runOnAws(['ps'], answers);
  expect(stdout).toMatch(/^api +failing +0\/2, 1 pending/m);
  expect(stdout).toContain('api: rollout FAILED: circuit breaker: tasks failed to start\n');
  expect(stdout).toMatch(/^api: 2026-11-23T10:05:00Z a task stopped: .*exited with 137$/m);
});

test('a co-located container that has ended is not counted as running', async () => {
  const { row } = await rows(
    tasksOnAws({
      'shop-web RUNNING': [taskAnswer('web1', { web: 'RUNNING', proxy: 1 })],
      'shop-api RUNNING': [taskAnswer('api1', { api: 'RUNNING' })],
    }),
  );
  expect([row('web').state, row('proxy').state, row('proxy').tasks]).toEqual([
    'steady',
    'changing',
    { desired: 1, running: 0, pending: 0 },
  ]);
});

test('a service that wants no task is stopped', async () => {
  const { row } = await rows({
    DescribeServices: { services: [ecsServiceAnswer('api', { desired: 0 }), ecsServiceAnswer('web')] },
    ...tasksOnAws({ 'shop-web RUNNING': [taskAnswer('web1', { web: 'RUNNING', proxy: 'RUNNING' })] }),
  });
  expect([row('api').state, row('api').tasks?.desired]).toEqual(['stopped', 0]);
});

test.each([
  [0, 'succeeded', { exitCode: 0 }],
  [3, 'failed', { exitCode: 3, reason: 'stopped; migrate exited with 3' }],
])('a job whose last task exited with %d has %s', async (exitCode, state, lastRun) => {
  const { row } = await rows(
    tasksOnAws({
      'shopmigrate STOPPED': [
        taskAnswer('old', { migrate: 9 }, { createdAt: at('2026-11-23T08:00:00Z') }),
        taskAnswer('new', { migrate: exitCode }, { stoppedAt: at('2026-11-23T10:01:00Z') }),
      ],
    }),
  );
  expect(row('migrate')).toMatchObject({ state, lastRun: { at: '2026-11-23T10:01:00.000Z', ...lastRun } });
});

test('a job that runs is running', async () => {
  const { row } = await rows(
    tasksOnAws({ 'shopmigrate RUNNING': [taskAnswer('now', { migrate: 'RUNNING' })] }),
  );
  expect(row('migrate')).toMatchObject({ state: 'running', lastRun: { at: '2026-11-23T10:00:00.000Z' } });
});

describe('a job that ECS has forgotten', () => {
  const name = '/cdk-compose/anything/shop/migrate';
  const since = Date.parse('2026-11-20T09:00:00Z');
  const remembered = (record: object | string): Answers => ({
    DescribeParameters: { Parameters: [{ Name: `/of/others/shop/migrate` }, { Name: name }] },
    GetParameter: ({ Name }) =>
      Name === name
        ? { Parameter: { Value: typeof record === 'string' ? record : JSON.stringify(record) } }
        : 'ParameterNotFound',
  });

  test.each([
    ['succeeded', { run: { content: 'a', since }, succeeded: 'a' }, undefined],
    ['failed', { run: { content: 'b', since, problem: 'no capacity' }, succeeded: 'a' }, 'no capacity'],
  ])('has %s, as its stack remembers', async (state, record, reason) => {
    const { row, asked } = await rows(remembered(record));
    expect([row('migrate').state, row('migrate').lastRun]).toEqual([
      state,
      { at: '2026-11-20T09:00:00.000Z', ...(reason === undefined ? {} : { reason }) },
    ]);
    expect(asked.find(([action]) => action === 'DescribeParameters')?.[1]).toMatchObject({
      ParameterFilters: [{ Key: 'Name', Option: 'Contains', Values: ['/shop/migrate'] }],
    });
  });

  test.each(['by hand', '{}', '{"run": {}}'])('is idle when its record says %j', async (text) => {
    expect((await rows(remembered(text))).row('migrate').state).toBe('idle');
  });
});

describe('where a service is reached', () => {
  const balanced = (
    rules: readonly object[],
    listener: object = { Port: 80, Protocol: 'HTTP' },
  ): Answers => ({
    DescribeServices: {
      services: [
        ecsServiceAnswer('web', {
          loadBalancers: [{ targetGroupArn: arns.targetGroup, containerName: 'web', containerPort: 80 }],
        }),
        ecsServiceAnswer('api'),
      ],
    },
    DescribeTargetGroups: { TargetGroups: [{ LoadBalancerArns: [arns.loadBalancer] }] },
    DescribeLoadBalancers: {
      LoadBalancers: [
        {
          LoadBalancerArn: arns.loadBalancer,
          DNSName: 'shop-1.elb.amazonaws.com',
          Scheme: 'internet-facing',
          Type: 'application',
        },
      ],
    },
    DescribeListeners: { Listeners: [{ ListenerArn: 'listener', ...listener }] },
    DescribeRules: { Rules: rules },
  });
  const forward = { Type: 'forward', TargetGroupArn: arns.targetGroup };

  test('is the load balancer’s own name, and only of the container behind it', async () => {
    const { row, stderr } = await rows(balanced([{ Actions: [forward] }]));
    expect([row('web').reachedAt, row('proxy').reachedAt, stderr]).toEqual([
      ['http://shop-1.elb.amazonaws.com'],
      [],
      '',
    ]);
  });

  test('are the hosts and paths of its rules, with a port that is not the usual one', async () => {
    const rules = [
      {
        Actions: [forward],
        Conditions: [
          { Field: 'host-header', HostHeaderConfig: { Values: ['shop.example.com'] } },
          { Field: 'path-pattern', PathPatternConfig: { Values: ['/api/*', '/v2'] } },
        ],
      },
      { Actions: [{ Type: 'forward', TargetGroupArn: `${arns.targetGroup}0` }] },
    ];
    const { row } = await rows(balanced(rules, { Port: 8443, Protocol: 'HTTPS' }));
    expect(row('web').reachedAt).toEqual([
      'https://shop.example.com:8443/api/*',
      'https://shop.example.com:8443/v2',
    ]);
  });
});

test('load balancers that may not be described are told', async () => {
  const loadBalancers = [{ targetGroupArn: arns.targetGroup, containerName: 'web', containerPort: 80 }];
  const { code, stderr } = await rows({
    DescribeServices: { services: [ecsServiceAnswer('web', { loadBalancers }), ecsServiceAnswer('api')] },
    DescribeTargetGroups: 'AccessDenied',
  });
  expect([code, stderr]).toEqual([1, expect.stringContaining('refuses elasticloadbalancing:Describe*')]);
});

describe('what AWS refuses', () => {
  test.each([
    ['GetResources', 'tag:GetResources'],
    ['DescribeServices', 'ecs:DescribeServices'],
    ['ListTasks', 'ecs:ListTasks'],
  ])('%s denied names the permission, once', async (action, permission) => {
    const { code, stdout, stderr } = await rows({ [action]: 'AccessDeniedException' });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr.split('aws-access-denied').length).toBe(2);
    expect(stderr).toContain(permission);
  });

  test('expired credentials are told as such', async () => {
    const { code, stderr } = await rows({ GetResources: 'ExpiredTokenException' });
    expect([code, stderr]).toEqual([1, expect.stringContaining('[aws-credentials-missing]')]);
  });

  test('a throttled call is made again', async () => {
    let calls = 0;
    const { code, row } = await rows({
      DescribeServices: () =>
        ++calls === 1
          ? 'ThrottlingException'
          : { services: [ecsServiceAnswer('web'), ecsServiceAnswer('api')] },
    });
    expect([code, calls, row('web').state]).toEqual([0, 2, 'steady']);
  });
});

test('names that the project does not have are refused before AWS is asked', async () => {
  const { code, stderr, asked } = await runOnAws(['ps', 'wbe']);
  expect([code, asked]).toEqual([1, []]);
  expect(stderr).toMatch(/no such service: wbe\n.*did you mean 'web'/);
});

test('what a stack leaves behind when it is deleted counts as not deployed', async () => {
  const { code, stderr } = await rows({
    DescribeServices: { services: [{ serviceArn: arns.web, status: 'INACTIVE' }] },
    DescribeTaskDefinition: ({ taskDefinition }) => ({
      taskDefinition: { taskDefinitionArn: taskDefinition, family: 'shopweb', status: 'INACTIVE' },
    }),
  });
  expect([code, stderr]).toEqual([1, expect.stringContaining('cdk-compose up')]);
});
