import { isComplete } from '../../lib/constructs/jobs/handler/is-complete.js';
import { onEvent } from '../../lib/constructs/jobs/handler/on-event.js';
import { carryOut, create, nextDay, request, rollBack, update } from './cloud-formation.js';
import { fails, fakeAws, neverEnds, succeeds } from './fake-aws.js';

describe('a rollback', () => {
  test('never runs the old job, whether the new one failed or not', async () => {
    for (const script of [fails, succeeds]) {
      const aws = fakeAws();
      aws.scripts = [succeeds, script];
      await create(aws, 'x');
      await update(aws, 'y');
      expect(await rollBack(aws, 'x')).toEqual({ succeeded: 0 });
      expect(aws.tasks).toHaveLength(2);
    }
  });

  test('never runs the old job, even where its record is lost', async () => {
    const aws = fakeAws();
    await create(aws, 'x');
    await update(aws, 'y');
    aws.parameters.clear();
    expect(await rollBack(aws, 'x')).toEqual({ succeeded: 0 });
    expect(aws.tasks).toHaveLength(2);
  });

  test('stops the new job where CloudFormation no longer waits for it', async () => {
    const aws = fakeAws();
    aws.scripts = [succeeds, neverEnds];
    await create(aws, 'x');
    aws.status = 'UPDATE_IN_PROGRESS';
    const abandoned = request('Update', 'y', { Attempts: '3' });
    expect(await carryOut(aws, abandoned, 60)).toBeUndefined();
    expect(await rollBack(aws, 'x')).toEqual({ succeeded: 0 });
    expect(aws.tasks[1]?.stopped?.reason).toBe('the deployment is rolling back');
    // The state machine still asks about the abandoned request.
    const { failed } = (await carryOut(aws, abandoned)) as { failed: string };
    expect(failed).toContain('a later request has taken');
    expect(aws.tasks).toHaveLength(2);
  });

  test('stops a job that runs for no other reason than a lost record', async () => {
    const aws = fakeAws();
    aws.scripts = [succeeds, neverEnds];
    await create(aws, 'x');
    aws.parameters.clear();
    aws.status = 'UPDATE_IN_PROGRESS';
    await carryOut(aws, request('Update', 'x', { Attempts: '2' }), 60);
    await rollBack(aws, 'x');
    expect(aws.tasks[1]?.stopped).toBeDefined();
  });

  test('that removes the job before its task was started leaves nothing to start', async () => {
    const aws = fakeAws();
    aws.status = 'UPDATE_IN_PROGRESS';
    const abandoned = request('Create', 'x');
    const waiting = { ...abandoned, ...(await onEvent(abandoned, aws)) };
    aws.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    await carryOut(aws, request('Delete', 'x'));
    aws.clock += 120_000;
    await expect(isComplete(waiting, aws)).rejects.toThrow('a later request has taken');
    expect(aws.tasks).toHaveLength(0);
  });

  test('that removes the job stops it, and none of its attempts follows', async () => {
    const aws = fakeAws();
    aws.scripts = [neverEnds];
    aws.status = 'UPDATE_IN_PROGRESS';
    const abandoned = request('Create', 'x', { Attempts: '3' });
    await carryOut(aws, abandoned, 60);
    aws.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    expect(await carryOut(aws, request('Delete', 'x', { Attempts: '3' }))).toEqual({ succeeded: 30 });
    expect(aws.tasks).toHaveLength(1);
    expect(aws.tasks[0]?.stopped?.reason).toBe('the job is removed from the stack');
    await carryOut(aws, abandoned, 120);
    expect(aws.tasks).toHaveLength(1);
  });
});

describe('the same update again after a rollback', () => {
  test('does not run the job when it had succeeded', async () => {
    const aws = fakeAws();
    await create(aws, 'x');
    await update(aws, 'y');
    await rollBack(aws, 'x');
    nextDay(aws);
    expect(await update(aws, 'y')).toEqual({ succeeded: 0 });
    expect(aws.tasks).toHaveLength(2);
  });

  test('runs the job when it had not', async () => {
    const aws = fakeAws();
    aws.scripts = [succeeds, fails, succeeds];
    await create(aws, 'x');
    expect(await update(aws, 'y')).toHaveProperty('failed');
    await rollBack(aws, 'x');
    expect(await update(aws, 'y')).toEqual({ succeeded: 45 });
    expect(aws.tasks).toHaveLength(3);
  });

  test('knows of the success even when the rollback had removed the job from the stack', async () => {
    const aws = fakeAws();
    aws.status = 'UPDATE_IN_PROGRESS';
    await carryOut(aws, request('Create', 'x'));
    aws.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    await carryOut(aws, request('Delete', 'x'));
    aws.status = 'UPDATE_IN_PROGRESS';
    expect(await carryOut(aws, request('Create', 'x'))).toEqual({ succeeded: 0 });
    expect(aws.tasks).toHaveLength(1);
  });

  test('knows of a success that came after CloudFormation had stopped waiting', async () => {
    const aws = fakeAws();
    aws.status = 'UPDATE_IN_PROGRESS';
    await carryOut(aws, request('Create', 'x'), 15);
    aws.clock += 60_000;
    expect(await update(aws, 'x')).toEqual({ succeeded: 0 });
    expect(aws.tasks).toHaveLength(1);
  });

  test('knows of a success that came while nobody waited, from the rollback', async () => {
    const aws = fakeAws();
    await create(aws, 'x');
    aws.status = 'UPDATE_IN_PROGRESS';
    await carryOut(aws, request('Update', 'y'), 15);
    aws.clock += 60_000;
    await rollBack(aws, 'x');
    nextDay(aws);
    expect(await update(aws, 'y')).toEqual({ succeeded: 0 });
    expect(aws.tasks).toHaveLength(2);
  });

  test('runs the job when it had not, with no rollback between', async () => {
    const aws = fakeAws();
    aws.scripts = [fails, succeeds];
    await create(aws, 'x');
    expect(await update(aws, 'x')).toEqual({ succeeded: 45 });
    expect(aws.tasks).toHaveLength(2);
  });

  test('takes over the task that still runs', async () => {
    const aws = fakeAws();
    aws.status = 'UPDATE_IN_PROGRESS';
    await carryOut(aws, request('Create', 'x'), 15);
    expect(await update(aws, 'x')).toHaveProperty('succeeded');
    expect(aws.tasks).toHaveLength(1);
    expect(aws.tasks[0]?.stopped).toBeUndefined();
  });
});

test('another update stops the task of the one before', async () => {
  const aws = fakeAws();
  aws.scripts = [neverEnds, succeeds];
  aws.status = 'UPDATE_IN_PROGRESS';
  await carryOut(aws, request('Create', 'x'), 60);
  expect(await update(aws, 'y')).toEqual({ succeeded: 45 });
  expect(aws.tasks[0]?.stopped?.reason).toBe('a newer deployment has begun');
  expect(aws.tasks).toHaveLength(2);
});
