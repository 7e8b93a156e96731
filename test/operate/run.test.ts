/** `cdk-compose run` against an imitation of AWS. */
import type { Task } from '../../lib/aws/ecs.js';
import { waitForTask } from '../../lib/operate/wait-for-task.js';
import { runOnAws } from './run-on-aws.js';
import { arns, at, tagged, taskAnswer, type Answers } from './shop-on-aws.js';

const group = (id: string, tag: string, name: string) => ({
  ResourceARN: `arn:aws:ec2:eu-central-1:111122223333:security-group/${id}`,
  Tags: [
    { Key: 'com.docker.compose.project', Value: 'shop' },
    { Key: `com.docker.compose.${tag}`, Value: name },
  ],
});

const deployed = [
  tagged(arns.cluster),
  tagged(arns.web, 'web'),
  tagged(arns.api, 'api'),
  tagged(arns.migrateDefinition, 'migrate'),
];

const started: Answers = {
  RunTask: { tasks: [taskAnswer('run1', { api: 'PENDING' }, { lastStatus: 'PROVISIONING' })] },
  GetResources: ({ ResourceTypeFilters }) => ({
    ResourceTagMappingList: (ResourceTypeFilters as readonly string[]).includes('ec2:security-group')
      ? [
          group('sg-own', 'service', 'migrate'),
          group('sg-other', 'service', 'web'),
          group('sg-default', 'network', 'default'),
          group('sg-unjoined', 'network', 'backend'),
        ]
      : deployed,
  }),
};

const asked = (ran: { readonly asked: readonly [string, Record<string, unknown>][] }, action: string) =>
  ran.asked.find(([name]) => name === action)?.[1];

test('a task runs where the service runs, with another command and more variables', async () => {
  const ran = await runOnAws(
    ['run', '--detach', '-e', 'A=1=2', '-e', 'FROM_HERE', '-e', 'NOWHERE', 'api', 'rake', '-e', 'x'],
    started,
    { environment: { FROM_HERE: 'yes' } },
  );
  expect([ran.code, ran.stdout, ran.stderr]).toEqual([0, 'run1\n', '']);
  expect(asked(ran, 'RunTask')).toMatchObject({
    cluster: arns.cluster,
    taskDefinition: arns.apiDefinition,
    count: 1,
    enableExecuteCommand: true,
    propagateTags: 'TASK_DEFINITION',
    clientToken: expect.stringMatching(/^[0-9a-f-]{36}$/),
    capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1, base: 0 }],
    networkConfiguration: {
      awsvpcConfiguration: {
        subnets: ['subnet-1'],
        securityGroups: ['sg-1', 'sg-2'],
        assignPublicIp: 'DISABLED',
      },
    },
    overrides: {
      containerOverrides: [
        {
          name: 'api',
          command: ['rake', '-e', 'x'],
          environment: [
            { name: 'A', value: '1=2' },
            { name: 'FROM_HERE', value: 'yes' },
          ],
        },
      ],
    },
  });
});

test('a job runs in the subnets of the project, with its own group and those of its networks', async () => {
  const ran = await runOnAws(['run', '-d', 'migrate'], started);
  expect(ran.code).toBe(0);
  expect(asked(ran, 'RunTask')).toMatchObject({
    taskDefinition: arns.migrateDefinition,
    networkConfiguration: {
      awsvpcConfiguration: { subnets: ['subnet-1'], securityGroups: ['sg-own', 'sg-default'] },
    },
    capacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1, base: 0 }],
  });
  const overrides = asked(ran, 'RunTask')?.['overrides'] as { containerOverrides: object[] };
  expect(overrides.containerOverrides).toEqual([{ name: 'migrate', environment: [] }]);
});

test('a job alone has no subnets', async () => {
  const ran = await runOnAws(['run', 'migrate'], { ...started, DescribeServices: { services: [] } });
  expect([ran.code, asked(ran, 'RunTask')]).toEqual([1, undefined]);
  expect(ran.stderr).toContain("nothing that is deployed tells where a task of 'migrate' can run");
});

test('it prints what the task writes, and ends with the exit code of its container', async () => {
  let described = 0;
  const {
    code,
    stdout,
    stderr,
    asked: all,
  } = await runOnAws(['run', 'api', 'rake'], {
    ...started,
    DescribeTasks: () => ({
      tasks: [
        ++described === 1
          ? taskAnswer('run1', { api: 'RUNNING' })
          : taskAnswer('run1', { api: 3 }, { lastStatus: 'STOPPED' }),
      ],
    }),
    FilterLogEvents: ({ logStreamNamePrefix }) => ({
      events: [
        { eventId: '1', timestamp: Date.now(), message: 'a line', logStreamName: logStreamNamePrefix },
        { eventId: '2', timestamp: Date.now(), message: 'of another task', logStreamName: 'api/api/api1' },
      ],
    }),
  });
  expect([code, stdout, stderr]).toEqual([3, 'a line\n', 'task run1: running\ntask run1: stopped\n']);
  const prefixes = all.flatMap(([action, input]) =>
    action === 'FilterLogEvents' ? [input['logStreamNamePrefix']] : [],
  );
  expect(new Set(prefixes)).toEqual(new Set(['api/api/run1']));
}, 20_000);

test.each([
  ['another entrypoint', ['--entrypoint', 'sh', 'api'], "there is no '--entrypoint'"],
  ['a service that is not deployed', ['new'], "service 'new' is not deployed"],
  ['no service', [], "missing required argument 'service'"],
])('%s is refused', async (_, words, message) => {
  const ran = await runOnAws(['run', ...words], started);
  expect([ran.code === 0, asked(ran, 'RunTask')]).toEqual([false, undefined]);
  expect(ran.stderr).toContain(message);
});

test('what ECS has no room for is told with its reason', async () => {
  const { code, stderr } = await runOnAws(['run', 'api'], {
    ...started,
    RunTask: { tasks: [], failures: [{ reason: 'RESOURCE:FARGATE', detail: 'no capacity' }] },
  });
  expect([code, stderr]).toEqual([1, expect.stringContaining('RESOURCE:FARGATE: no capacity')]);
});

describe('waiting for a task', () => {
  const task = (status: string, containers: Readonly<Record<string, number | undefined>>): Task => ({
    arn: arns.task('t'),
    taskDefinition: arns.webDefinition,
    status,
    createdAt: new Date(at('2026-11-23T10:00:00Z') * 1000),
    stoppedAt: undefined,
    stoppedReason: status === 'STOPPED' ? 'CannotPullContainerError' : undefined,
    exec: false,
    containers: Object.entries(containers).map(([name, exitCode]) => ({
      name,
      status: exitCode === undefined ? 'RUNNING' : 'STOPPED',
      health: 'UNKNOWN',
      exitCode,
      reason: undefined,
      runtimeId: undefined,
      execAgent: false,
    })),
  });

  async function wait(answers: readonly (Task | undefined)[], signal = new AbortController().signal) {
    const stopped: string[] = [];
    let index = 0;
    const result = await waitForTask(
      {
        cluster: 'c',
        task: task('PENDING', {}),
        container: 'web',
        service: 'web',
        pause: 1,
        onTask: () => Promise.resolve(),
      },
      {
        tasksByArn: () => {
          const answer = answers[index++];
          return Promise.resolve({ value: answer === undefined ? [] : [answer], diagnostics: [] });
        },
        stop: (_, arn) => {
          stopped.push(arn);
          return Promise.resolve({ value: true, diagnostics: [] });
        },
      },
      signal,
    );
    return { ...result, stopped };
  }

  test('a task that ECS does not know yet is waited for', async () => {
    expect((await wait([undefined, task('STOPPED', { web: 0 })])).value).toBe(0);
  });

  test('what else runs in the task is stopped', async () => {
    const { value, stopped } = await wait([
      task('RUNNING', { web: undefined, proxy: undefined }),
      task('RUNNING', { web: 5, proxy: undefined }),
    ]);
    expect([value, stopped]).toEqual([5, [arns.task('t')]]);
  });

  test('a container that never started is a finding with the reason of ECS', async () => {
    const { value, diagnostics } = await wait([task('STOPPED', { web: undefined })]);
    expect([value, diagnostics[0]?.code, diagnostics[0]?.message]).toEqual([
      undefined,
      'run-without-exit',
      expect.stringContaining('CannotPullContainerError'),
    ]);
  });

  test('an interruption stops the task', async () => {
    const { value, diagnostics, stopped } = await wait([], AbortSignal.abort());
    expect([value, diagnostics, stopped]).toEqual([undefined, [], [arns.task('t')]]);
  });
});
