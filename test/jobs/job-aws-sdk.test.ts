/** The adapter between the job handler and the AWS SDK, on recorded answers. */
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, ResourceNotFoundException } from '@aws-sdk/client-cloudwatch-logs';
import { ClusterNotFoundException, ECSClient } from '@aws-sdk/client-ecs';
import { ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm';
import { jobAwsSdk } from '../../lib/constructs/jobs/handler/job-aws-sdk.js';

type Client = { readonly send: (command: { readonly input: unknown }) => Promise<unknown> };

/** Lets the client answer this; gives what it was asked. */
function answer(client: { prototype: unknown }, result: unknown): () => unknown {
  const send = jest.spyOn(client.prototype as Client, 'send');
  if (result instanceof Error) send.mockRejectedValue(result);
  else send.mockResolvedValue(result);
  return () => send.mock.calls[0]?.[0].input;
}

const metadata = { $metadata: {}, message: 'no' };
const request = {
  cluster: 'shop',
  taskDefinition: 'migrate:7',
  subnets: ['subnet-1'],
  securityGroups: ['sg-1'],
  assignPublicIp: 'ENABLED' as const,
  capacity: [{ provider: 'FARGATE', weight: 1 }],
  startedBy: 'cdk-compose/migrate',
  clientToken: 'token',
};

beforeEach(() => {
  process.env['AWS_REGION'] = 'eu-west-1';
});
afterEach(() => jest.restoreAllMocks());

test('a task is started on a capacity provider, with its token', async () => {
  const asked = answer(ECSClient, { tasks: [{ taskArn: 'arn:t1' }], failures: [] });
  expect(await jobAwsSdk().runTask(request)).toEqual({ task: 'arn:t1' });
  expect(asked()).toEqual({
    cluster: 'shop',
    taskDefinition: 'migrate:7',
    capacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1 }],
    networkConfiguration: {
      awsvpcConfiguration: { subnets: ['subnet-1'], securityGroups: ['sg-1'], assignPublicIp: 'ENABLED' },
    },
    propagateTags: 'TASK_DEFINITION',
    enableECSManagedTags: true,
    startedBy: 'cdk-compose/migrate',
    clientToken: 'token',
  });
});

test('failures in an answer with HTTP 200 are told apart from a task', async () => {
  answer(ECSClient, { tasks: [], failures: [{ reason: 'RESOURCE:ENI', detail: 'no address left' }] });
  expect(await jobAwsSdk().runTask(request)).toEqual({ notPlaced: 'RESOURCE:ENI: no address left' });
});

test('an answer without task and without failure is no task either', async () => {
  answer(ECSClient, {});
  expect(await jobAwsSdk().runTask(request)).toEqual({ notPlaced: 'ECS gave no reason' });
});

test('a task is described by what the verdict needs', async () => {
  const task = {
    taskArn: 'arn:t1',
    lastStatus: 'STOPPED',
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    containers: [{ name: 'migrate', exitCode: 3, containerArn: 'arn:c1' }],
  };
  answer(ECSClient, { tasks: [task] });
  expect(await jobAwsSdk().describeTask('shop', 'arn:t1')).toEqual({
    lastStatus: 'STOPPED',
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    containers: [{ name: 'migrate', exitCode: 3, reason: undefined }],
  });
});

test.each([
  ['a task that ECS misses', { tasks: [], failures: [{ reason: 'MISSING' }] }],
  ['a task in a cluster that is gone', new ClusterNotFoundException(metadata)],
])('%s is unknown', async (_, result) => {
  answer(ECSClient, result);
  expect(await jobAwsSdk().describeTask('shop', 'arn:t1')).toBeUndefined();
});

test('no parameter is no record, and nothing to delete', async () => {
  answer(SSMClient, new ParameterNotFound(metadata));
  expect(await jobAwsSdk().readRecord('/cdk-compose/Shop/shop/migrate')).toBeUndefined();
  await expect(jobAwsSdk().deleteRecord('/cdk-compose/Shop/shop/migrate')).resolves.toBeUndefined();
});

test('a parameter is written over', async () => {
  const asked = answer(SSMClient, {});
  await jobAwsSdk().writeRecord('/cdk-compose/Shop/shop/migrate', '{}');
  expect(asked()).toMatchObject({ Name: '/cdk-compose/Shop/shop/migrate', Value: '{}', Overwrite: true });
});

test('the newest log lines are asked for', async () => {
  const asked = answer(CloudWatchLogsClient, { events: [{ message: 'one' }, { message: 'two' }] });
  expect(await jobAwsSdk().lastLogLines('shop-logs', 'migrate/migrate/t1', 20)).toEqual(['one', 'two']);
  expect(asked()).toMatchObject({ limit: 20, startFromHead: false });
});

test('a log stream that was never made has no lines', async () => {
  answer(CloudWatchLogsClient, new ResourceNotFoundException(metadata));
  expect(await jobAwsSdk().lastLogLines('shop-logs', 'migrate/migrate/t1', 20)).toEqual([]);
});

test('a stack tells what it is doing', async () => {
  answer(CloudFormationClient, { Stacks: [{ StackStatus: 'UPDATE_ROLLBACK_IN_PROGRESS' }] });
  expect(await jobAwsSdk().stackStatus('arn:stack')).toBe('UPDATE_ROLLBACK_IN_PROGRESS');
});

test('any other error is not swallowed', async () => {
  answer(SSMClient, new Error('access denied'));
  await expect(jobAwsSdk().readRecord('/x')).rejects.toThrow('access denied');
  answer(CloudWatchLogsClient, new Error('access denied'));
  await expect(jobAwsSdk().lastLogLines('g', 's', 1)).rejects.toThrow('access denied');
});
