import { carryOut, create, record, request, stack } from './cloud-formation.js';
import { fakeAws, neverEnds } from './fake-aws.js';

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
