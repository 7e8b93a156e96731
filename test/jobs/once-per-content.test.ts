import { isComplete } from '../../lib/constructs/jobs/handler/is-complete.js';
import { onEvent } from '../../lib/constructs/jobs/handler/on-event.js';
import { carryOut, create, nextDay, record, request, update } from './cloud-formation.js';
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
  nextDay(aws);
  expect(await update(aws, 'x', { Subnets: ['subnet-3'] })).toEqual({ succeeded: 0 });
  expect(aws.tasks).toHaveLength(1);
  await update(aws, 'y');
  expect(aws.tasks).toHaveLength(2);
});

test('a request that asks for nothing new says so', async () => {
  const aws = fakeAws();
  await create(aws, 'x');
  expect(await onEvent(request('Update', 'x'), aws)).toMatchObject({
    Skipped: 'this content has succeeded before',
  });
  aws.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  expect(await onEvent(request('Update', 'w'), aws)).toMatchObject({ Skipped: 'the stack is rolling back' });
});

test('going back to an earlier content is a change, too', async () => {
  const aws = fakeAws();
  await create(aws, 'x');
  await update(aws, 'y');
  await update(aws, 'x');
  expect(aws.tasks).toHaveLength(3);
});

test('a record that cannot be read yet is waited for', async () => {
  const aws = fakeAws();
  const { readRecord } = aws;
  const event = request('Create', 'x');
  const waiting = { ...event, ...(await onEvent(event, aws)) };
  aws.readRecord = async () => undefined;
  expect(await isComplete(waiting, aws)).toEqual({ IsComplete: false });
  aws.readRecord = readRecord;
  aws.clock += 15_000;
  await isComplete(waiting, aws);
  expect(aws.tasks).toHaveLength(1);
});

describe('an event that comes twice', () => {
  test('runs the job once', async () => {
    const aws = fakeAws();
    const event = request('Create', 'x');
    await carryOut(aws, event, 15);
    expect(await carryOut(aws, event)).toHaveProperty('succeeded');
    nextDay(aws);
    expect(await carryOut(aws, event)).toEqual({ succeeded: 0 });
    expect(aws.tasks).toHaveLength(1);
  });

  test('does not begin the timeout anew', async () => {
    const aws = fakeAws();
    aws.scripts = [neverEnds];
    const event = request('Create', 'x');
    const begun = aws.clock;
    await carryOut(aws, event, 300);
    expect(await carryOut(aws, event)).toHaveProperty('failed');
    expect(aws.clock - begun).toBe(600_000);
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

test('the physical id stays, so that no request replaces the resource', async () => {
  const aws = fakeAws();
  const ids = [];
  for (const type of ['Create', 'Update', 'Delete'] as const)
    ids.push((await onEvent(request(type, type), aws)).PhysicalResourceId);
  expect(new Set(ids)).toEqual(new Set([record]));
});
