/** What CloudFormation is answered, and when: whatever happens, it must not be left waiting for an hour. */
import { handle } from '../../lib/constructs/jobs/handler/handle.js';
import type { JobEvent } from '../../lib/constructs/jobs/handler/job-event.js';
import { record, request, stack } from './cloud-formation.js';
import { type FakeAws, fakeAws } from './fake-aws.js';

const answerTo = (aws: FakeAws, { ResponseURL }: JobEvent): unknown =>
  JSON.parse(aws.answers.get(ResponseURL) ?? 'null');

async function waiting(aws: FakeAws, event: JobEvent): Promise<JobEvent> {
  await handle(event, aws);
  return JSON.parse(aws.waits.get(event.RequestId) ?? '') as JobEvent;
}

test('a request is not answered before its job is complete', async () => {
  const aws = fakeAws();
  const event = request('Create', 'x');
  const begun = await waiting(aws, event);
  expect(await handle(begun, aws)).toEqual({ IsComplete: false });
  expect(aws.answers.size).toBe(0);
  aws.clock += 60_000;
  expect(await handle(begun, aws)).toEqual({ IsComplete: true });
  expect(answerTo(aws, event)).toEqual({
    Status: 'SUCCESS',
    PhysicalResourceId: record,
    StackId: stack,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
  });
});

test('a request that cannot be taken fails with the reason', async () => {
  const aws: FakeAws = {
    ...fakeAws(),
    readRecord: () => Promise.reject(new Error('AccessDenied: ssm:GetParameter')),
  };
  const event = request('Create', 'x');
  expect(await handle(event, aws)).toEqual({ IsComplete: true });
  expect(answerTo(aws, event)).toMatchObject({
    Status: 'FAILED',
    Reason: 'AccessDenied: ssm:GetParameter',
    PhysicalResourceId: record,
  });
});

test('what goes wrong while the job runs is tried again', async () => {
  const aws = fakeAws();
  const begun = await waiting(aws, request('Create', 'x'));
  const troubled = { ...aws, readRecord: () => Promise.reject(new Error('Throttled')) };
  await expect(handle(begun, troubled)).rejects.toThrow('Throttled');
  expect(aws.answers.size).toBe(0);
});

test.each([
  ['{"errorType":"Throttled","errorMessage":"Rate \\"exceeded\\"","trace":["a"]}', 'Rate "exceeded"'],
  ['Lambda was out of memory', 'Lambda was out of memory'],
])('what goes wrong every time is reported: %s', async (Cause, shown) => {
  const aws = fakeAws();
  const event = request('Create', 'x');
  const begun = await waiting(aws, event);
  await handle({ ...begun, Error: { Error: 'Throttled', Cause } }, aws);
  expect(answerTo(aws, event)).toMatchObject({
    Status: 'FAILED',
    Reason: `job migrate failed: it could not be followed: Throttled: ${shown}`,
  });
});

test('a lost answer is given again', async () => {
  const aws = fakeAws();
  const event = request('Create', 'x');
  const begun = await waiting(aws, event);
  await handle(begun, aws);
  aws.clock += 60_000;
  const offline = { ...aws, answer: () => Promise.reject(new Error('socket hang up')) };
  await expect(handle(begun, offline)).rejects.toThrow('socket hang up');
  expect(await handle(begun, aws)).toEqual({ IsComplete: true });
  expect(answerTo(aws, event)).toMatchObject({ Status: 'SUCCESS' });
  expect(aws.tasks).toHaveLength(1);
});
