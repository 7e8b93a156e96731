import { create, update } from './cloud-formation.js';
import { container, fails, fakeAws, neverEnds, succeeds, type TaskScript } from './fake-aws.js';

/** The reason that CloudFormation shows. */
async function reasonOf(script: TaskScript, lines?: readonly string[], logging = 'migrate'): Promise<string> {
  const aws = fakeAws();
  aws.scripts = [script];
  if (lines !== undefined) aws.logs.set(`shop-logs:migrate/${logging}/t1`, lines);
  const outcome = await create(aws, 'x', {
    Logs: {
      migrate: { Group: 'shop-logs', Prefix: 'migrate' },
      secrets: { Group: 'shop-logs', Prefix: 'migrate' },
    },
  });
  return outcome !== undefined && 'failed' in outcome ? outcome.failed : '';
}

describe('a failure', () => {
  test('tells exit code, stop reason and the last log lines', async () => {
    const script = { ...fails, stoppedReason: 'Essential container in task exited' };
    expect(await reasonOf(script, ['connecting', 'ERROR: relation "votes" exists'])).toBe(
      [
        'job migrate failed: container migrate exited with code 3; Essential container in task exited; ' +
          'EssentialContainerExited (task t1); last lines (log group shop-logs, stream migrate/migrate/t1):',
        'connecting',
        'ERROR: relation "votes" exists',
      ].join('\n'),
    );
  });

  test('tells that a task stopped before it ran', async () => {
    const reason = await reasonOf({
      seconds: 20,
      containers: [container(undefined, 'CannotPullContainerError: not found')],
      stopCode: 'TaskFailedToStart',
      stoppedReason: 'CannotPullContainerError: not found',
    });
    expect(reason).toBe(
      'job migrate failed: its container did not run; CannotPullContainerError: not found; TaskFailedToStart ' +
        '(task t1); it logged nothing (log group shop-logs, stream migrate/migrate/t1)',
    );
  });

  test('of another container of the task tells that one and its lines', async () => {
    const reason = await reasonOf(
      { seconds: 20, containers: [container(undefined), container(2, undefined, 'secrets')] },
      ['no such secret'],
      'secrets',
    );
    expect(reason).toContain('container secrets exited with code 2');
    expect(reason).toContain('no such secret');
  });

  test('of memory tells it', async () => {
    const reason = await reasonOf({ seconds: 20, containers: [container(137, 'OutOfMemoryError: killed')] });
    expect(reason).toContain('exited with code 137; OutOfMemoryError: killed');
  });

  test.each(['UserInitiated', 'SpotInterruption', 'TerminationNotice'])(
    'is a stop from outside (%s), even where the program left with 0',
    async (stopCode) => {
      expect(await reasonOf({ ...succeeds, stopCode })).toContain(stopCode);
    },
  );

  test('keeps the newest lines within what CloudFormation takes', async () => {
    const lines = Array.from({ length: 20 }, (_, index) => `line ${index} ${'ü'.repeat(200)}`);
    const reason = await reasonOf(fails, lines);
    expect(Buffer.byteLength(JSON.stringify(reason))).toBeLessThanOrEqual(2500);
    expect(reason).toContain('line 19');
    expect(reason).not.toContain('line 1 ');
  });

  test('keeps the end of a line that is too long by itself', async () => {
    const reason = await reasonOf(fails, [`${'x'.repeat(9000)} the cause`]);
    expect(Buffer.byteLength(JSON.stringify(reason))).toBeLessThanOrEqual(2500);
    expect(reason).toMatch(/…x+ the cause$/);
  });

  test('is told even where the log cannot be read', async () => {
    const aws = fakeAws();
    aws.scripts = [fails];
    aws.lastLogLines = async () => Promise.reject(new Error('access denied'));
    expect(await create(aws, 'x')).toEqual({
      failed: expect.stringMatching(/exited with code 3(.|\n)*not to be read: Error: access denied/),
    });
  });

  test('of a job that does not log to CloudWatch says so', async () => {
    const aws = fakeAws();
    aws.scripts = [fails];
    expect(await create(aws, 'x', { Logs: {} })).toEqual({
      failed: expect.stringContaining('its log is not in CloudWatch'),
    });
  });
});

describe('a timeout', () => {
  test('stops the task and fails with its last lines', async () => {
    const aws = fakeAws();
    aws.scripts = [neverEnds];
    aws.logs.set('shop-logs:migrate/migrate/t1', ['waiting for the lock']);
    expect(await create(aws, 'x', { Timeout: '120' })).toEqual({
      failed: expect.stringMatching(
        /longer than its timeout of 120 seconds and was stopped; x-aws-job.timeout(.|\n)*waiting for the lock/,
      ),
    });
    expect(aws.tasks[0]?.stopped?.reason).toBe("the job's timeout of 120 seconds is over");
    expect(aws.tasks).toHaveLength(1);
  });

  test('goes for all attempts together', async () => {
    const aws = fakeAws();
    aws.scripts = [fails, neverEnds];
    const begun = aws.clock;
    expect(await create(aws, 'x', { Timeout: '120', Attempts: '5' })).toHaveProperty('failed');
    expect(aws.clock - begun).toBe(120_000);
  });
});

describe('attempts', () => {
  test('follow one another until one succeeds', async () => {
    const aws = fakeAws();
    aws.scripts = [fails, fails, succeeds];
    expect(await create(aws, 'x', { Attempts: '3' })).toHaveProperty('succeeded');
    expect(aws.tasks).toHaveLength(3);
    await update(aws, 'x', { Attempts: '4' });
    expect(aws.tasks).toHaveLength(3);
  });

  test('end with the last failure', async () => {
    const aws = fakeAws();
    aws.scripts = [fails];
    expect(await create(aws, 'x', { Attempts: '3' })).toEqual({
      failed: expect.stringContaining('(task t3)'),
    });
    expect(aws.tasks).toHaveLength(3);
  });

  test('do not follow when somebody stopped the task', async () => {
    const aws = fakeAws();
    aws.scripts = [{ ...succeeds, stopCode: 'UserInitiated' }];
    expect(await create(aws, 'x', { Attempts: '3' })).toHaveProperty('failed');
    expect(aws.tasks).toHaveLength(1);
  });
});

describe('a task that cannot be started', () => {
  test('is tried again at a later attempt, too', async () => {
    const aws = fakeAws();
    aws.scripts = [{ ...fails, seconds: 300 }, succeeds];
    const { runTask } = aws;
    aws.runTask = async (request) => {
      aws.obstacles = aws.tasks.length === 1 && aws.clock % 60_000 === 0 ? ['not placed'] : [];
      return runTask(request);
    };
    expect(await create(aws, 'x', { Attempts: '2' })).toHaveProperty('succeeded');
    expect(aws.tasks).toHaveLength(2);
  });

  test.each([['not placed'], ['refused']] as const)('is tried again (%s)', async (obstacle) => {
    const aws = fakeAws();
    aws.obstacles = [obstacle, obstacle, obstacle];
    expect(await create(aws, 'x')).toEqual({ succeeded: 90 });
    expect(aws.tasks).toHaveLength(1);
  });

  test.each([
    ['not placed', 'RESOURCE:ENI'],
    ['refused', 'ClientException: cannot assume the role'],
  ] as const)('fails after three minutes with what ECS said (%s)', async (obstacle, said) => {
    const aws = fakeAws();
    aws.obstacles = Array.from({ length: 100 }, () => obstacle);
    const begun = aws.clock;
    expect(await create(aws, 'x')).toEqual({
      failed: `job migrate failed: its task could not be started: ${said}`,
    });
    expect(aws.clock - begun).toBe(195_000);
  });
});

test('a task that ECS cannot describe yet is waited for', async () => {
  const aws = fakeAws();
  const { describeTask } = aws;
  aws.describeTask = async (cluster, task) =>
    aws.clock - (aws.tasks[0]?.startedAt ?? 0) < 30_000 ? undefined : describeTask(cluster, task);
  expect(await create(aws, 'x')).toEqual({ succeeded: 45 });
});

test('a task that ECS has forgotten has failed', async () => {
  const aws = fakeAws();
  aws.describeTask = async () => undefined;
  expect(await create(aws, 'x')).toEqual({
    failed: expect.stringContaining('does not know its task any more'),
  });
});
