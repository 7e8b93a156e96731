import { carryOut, create, record, request, rollBack, stack, update } from './cloud-formation.js';
import { fails, fakeAws, neverEnds, succeeds } from './fake-aws.js';

test('creating the stack runs the job and waits for its end', async () => {
  const aws = fakeAws();
  expect(await create(aws, 'x')).toEqual({ succeeded: 45 });
  expect(aws.tasks).toHaveLength(1);
});

test('a service name of any letters says who started the task', async () => {
  const aws = fakeAws();
  await create(aws, 'x', { Job: 'db.migrate' });
  expect(aws.tasks[0]?.request.startedBy).toBe('cdk-compose/db-migrate');
});

test('the task is started as the template says', async () => {
  const aws = fakeAws();
  await create(aws, 'x', { Capacity: [{ Provider: 'FARGATE_SPOT', Weight: '2', Base: '1' }] });
  expect(aws.tasks[0]?.request).toMatchObject({
    subnets: ['subnet-1', 'subnet-2'],
    securityGroups: ['sg-1'],
    assignPublicIp: 'DISABLED',
    capacity: [{ provider: 'FARGATE_SPOT', weight: 2, base: 1 }],
    startedBy: 'cdk-compose/migrate',
    clientToken: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

test('a change of content runs it again, a change of anything else does not', async () => {
  const aws = fakeAws();
  await create(aws, 'x');
  expect(await update(aws, 'x', { Subnets: ['subnet-3'] })).toEqual({ succeeded: 0 });
  expect(aws.tasks).toHaveLength(1);
  await update(aws, 'y');
  expect(aws.tasks).toHaveLength(2);
});

test('going back to an earlier content is a change, too', async () => {
  const aws = fakeAws();
  await create(aws, 'x');
  await update(aws, 'y');
  await update(aws, 'x');
  expect(aws.tasks).toHaveLength(3);
});

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
    // The framework still polls for the abandoned request.
    expect(await carryOut(aws, abandoned)).toEqual({ succeeded: 0 });
    expect(aws.tasks).toHaveLength(2);
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

  test('takes over the task that still runs', async () => {
    const aws = fakeAws();
    aws.status = 'UPDATE_IN_PROGRESS';
    await carryOut(aws, request('Create', 'x'), 15);
    expect(await update(aws, 'x')).toHaveProperty('succeeded');
    expect(aws.tasks).toHaveLength(1);
    expect(aws.tasks[0]?.stopped).toBeUndefined();
  });
});

describe('an event that comes twice', () => {
  test('runs the job once', async () => {
    const aws = fakeAws();
    const event = request('Create', 'x');
    await carryOut(aws, event, 15);
    expect(await carryOut(aws, event)).toHaveProperty('succeeded');
    expect(await carryOut(aws, event)).toEqual({ succeeded: 0 });
    expect(aws.tasks).toHaveLength(1);
  });

  test('fails twice, of one task', async () => {
    const aws = fakeAws();
    aws.scripts = [fails];
    const event = request('Create', 'x');
    expect(await carryOut(aws, event)).toHaveProperty('failed');
    expect(await carryOut(aws, event)).toHaveProperty('failed');
    expect(aws.tasks).toHaveLength(1);
  });

  test('starts no second task when the answer to the first request was lost', async () => {
    const aws = fakeAws();
    aws.obstacles = ['answer lost'];
    expect(await create(aws, 'x')).toHaveProperty('succeeded');
    expect(aws.tasks).toHaveLength(1);
  });

  test('runs each attempt once, though two executions follow it', async () => {
    const aws = fakeAws();
    aws.scripts = [fails, fails, succeeds];
    const event = request('Create', 'x', { Attempts: '3' });
    const both = await Promise.all([carryOut(aws, event), carryOut(aws, event)]);
    expect(both).toEqual([expect.objectContaining({ succeeded: expect.any(Number) }), expect.anything()]);
    expect(aws.tasks).toHaveLength(3);
  });
});

describe('deleting', () => {
  test('starts nothing, and stops the task that runs', async () => {
    const aws = fakeAws();
    aws.scripts = [neverEnds];
    await carryOut(aws, request('Create', 'x'), 60);
    aws.status = 'DELETE_IN_PROGRESS';
    // Until the task has released its network interface, its security group cannot go.
    expect(await carryOut(aws, request('Delete', 'x'))).toEqual({ succeeded: 30 });
    expect(aws.tasks).toHaveLength(1);
  });

  test('the stack takes the record with it', async () => {
    const aws = fakeAws();
    await create(aws, 'x');
    aws.status = 'DELETE_IN_PROGRESS';
    await carryOut(aws, request('Delete', 'x'));
    expect(aws.parameters.size).toBe(0);
  });

  test('does not depend on a readable record', async () => {
    const aws = fakeAws();
    aws.parameters.set(record, 'cleared by hand');
    aws.status = 'DELETE_IN_PROGRESS';
    expect(await carryOut(aws, request('Delete', 'x'))).toEqual({ succeeded: 0 });
  });

  test('the job alone leaves the record', async () => {
    const aws = fakeAws();
    await create(aws, 'x');
    aws.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    await carryOut(aws, request('Delete', 'x'));
    expect(aws.parameters.has(record)).toBe(true);
  });

  test('does not depend on what CloudFormation tells of the stack', async () => {
    const aws = fakeAws();
    await create(aws, 'x');
    aws.stackStatus = async () => Promise.reject(new Error('no such stack'));
    expect(await carryOut(aws, request('Delete', 'x'))).toEqual({ succeeded: 0 });
  });

  test('a stack of the same name made anew starts afresh', async () => {
    const aws = fakeAws();
    await create(aws, 'x');
    const anew = { ...request('Create', 'x'), StackId: stack.replace('0a1b', '2c3d') };
    expect(await carryOut(aws, anew)).toEqual({ succeeded: 45 });
    expect(aws.tasks).toHaveLength(2);
  });
});

test('the physical id stays, so that no request replaces the resource', async () => {
  const { onEvent } = await import('../../lib/constructs/jobs/handler/on-event.js');
  const aws = fakeAws();
  const ids = [];
  for (const type of ['Create', 'Update', 'Delete'] as const)
    ids.push((await onEvent(request(type, type), aws)).PhysicalResourceId);
  expect(new Set(ids)).toEqual(new Set([record]));
});
