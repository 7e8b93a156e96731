import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  CloudWatchLogsClient,
  GetLogEventsCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  ClusterNotFoundException,
  DescribeTasksCommand,
  ECSClient,
  RunTaskCommand,
  StopTaskCommand,
} from '@aws-sdk/client-ecs';
import {
  DeleteParameterCommand,
  GetParameterCommand,
  ParameterNotFound,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { JobAws } from './job-aws.js';
import { putAnswer } from './put-answer.js';

/** The port on the AWS SDK that the Lambda runtime brings along. */
export function jobAwsSdk(): JobAws {
  const settings = { maxAttempts: 8 };
  const ssm = new SSMClient(settings);
  const ecs = new ECSClient(settings);
  const logs = new CloudWatchLogsClient(settings);
  const cloudFormation = new CloudFormationClient(settings);
  const stateMachines = new SFNClient(settings);
  return {
    now: () => Date.now(),
    answer: putAnswer,
    startWaiting: async (stateMachineArn, name, input) => {
      await stateMachines
        .send(new StartExecutionCommand({ stateMachineArn, name, input }))
        .catch((error: unknown) => unless(error instanceof ExecutionAlreadyExists, error));
    },
    readRecord: (name) =>
      ssm.send(new GetParameterCommand({ Name: name })).then(
        ({ Parameter }) => Parameter?.Value,
        (error: unknown) => unless(error instanceof ParameterNotFound, error),
      ),
    writeRecord: async (name, text) => {
      const Description = 'What cdk-compose remembers of a job, so that it runs once';
      await ssm.send(
        new PutParameterCommand({ Name: name, Value: text, Type: 'String', Overwrite: true, Description }),
      );
    },
    deleteRecord: async (name) => {
      await ssm
        .send(new DeleteParameterCommand({ Name: name }))
        .catch((error: unknown) => unless(error instanceof ParameterNotFound, error));
    },
    stackStatus: async (stackId) => {
      const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: stackId }));
      return Stacks?.[0]?.StackStatus ?? '';
    },
    runTask: async (request) => {
      const { tasks, failures } = await ecs.send(
        new RunTaskCommand({
          cluster: request.cluster,
          taskDefinition: request.taskDefinition,
          capacityProviderStrategy: request.capacity.map(({ provider, ...share }) => ({
            capacityProvider: provider,
            ...share,
          })),
          networkConfiguration: {
            awsvpcConfiguration: {
              subnets: [...request.subnets],
              securityGroups: [...request.securityGroups],
              assignPublicIp: request.assignPublicIp,
            },
          },
          propagateTags: 'TASK_DEFINITION',
          enableECSManagedTags: true,
          startedBy: request.startedBy,
          clientToken: request.clientToken,
        }),
      );
      const task = tasks?.[0]?.taskArn;
      if (task !== undefined) return { task };
      const reasons = (failures ?? []).map(({ reason, detail }) =>
        [reason, detail].filter(Boolean).join(': '),
      );
      return { notPlaced: reasons.join('; ') || 'ECS gave no reason' };
    },
    describeTask: async (cluster, task) => {
      const described = await ecs
        .send(new DescribeTasksCommand({ cluster, tasks: [task] }))
        .catch((error: unknown) => unless(error instanceof ClusterNotFoundException, error));
      const [found] = described?.tasks ?? [];
      if (found === undefined) return undefined;
      return {
        lastStatus: found.lastStatus ?? '',
        stopCode: found.stopCode,
        stoppedReason: found.stoppedReason,
        containers: (found.containers ?? []).map(({ name, exitCode, reason }) => ({
          name: name ?? '',
          exitCode,
          reason,
        })),
      };
    },
    stopTask: async (cluster, task, reason) => {
      await ecs.send(new StopTaskCommand({ cluster, task, reason }));
    },
    lastLogLines: async (logGroupName, logStreamName, limit) => {
      const read = new GetLogEventsCommand({ logGroupName, logStreamName, limit, startFromHead: false });
      const { events } = await logs
        .send(read)
        .catch(
          (error: unknown) => unless(error instanceof ResourceNotFoundException, error) ?? { events: [] },
        );
      return (events ?? []).map(({ message }) => message ?? '');
    },
  };
}

function unless(expected: boolean, error: unknown): undefined {
  if (!expected) throw error;
  return undefined;
}
