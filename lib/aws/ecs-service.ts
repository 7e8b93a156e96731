import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ECSClient,
  ExecuteCommandCommand,
  ListTasksCommand,
  RunTaskCommand,
  StopTaskCommand,
} from '@aws-sdk/client-ecs';
import { randomUUID } from 'node:crypto';
import { attempt } from './attempt.js';
import { containerOf, serviceOf, taskOf } from './ecs-answers.js';
import type { Ecs } from './ecs.js';
import { batches, inTurns } from './in-turns.js';
import { pages } from './pages.js';

/** As many as DescribeServices and DescribeTasks take. */
const [servicesAtOnce, tasksAtOnce] = [10, 100];

/** Amazon ECS: credentials as the AWS SDK finds them, the region too unless it is given. */
export function ecsService(region: string | undefined): Ecs {
  const client = new ECSClient(region === undefined ? {} : { region });
  return {
    services: (arns) =>
      attempt('ecs:DescribeServices', async () => {
        const asked = [...new Set(arns.map(clusterOf))].flatMap((cluster) => {
          const inCluster = arns.filter((arn) => clusterOf(arn) === cluster);
          return batches(inCluster, servicesAtOnce).map((services) => ({ cluster, services: [...services] }));
        });
        const answers = await inTurns(asked, (one) => client.send(new DescribeServicesCommand(one)));
        return answers.flatMap(({ services = [] }) =>
          services.filter(({ status }) => status === 'ACTIVE').map(serviceOf),
        );
      }),
    taskDefinitions: (arns) =>
      attempt('ecs:DescribeTaskDefinition', async () => {
        const answers = await inTurns(arns, (taskDefinition) =>
          client.send(new DescribeTaskDefinitionCommand({ taskDefinition })),
        );
        return answers.flatMap(({ taskDefinition }) =>
          taskDefinition === undefined
            ? []
            : [
                {
                  arn: taskDefinition.taskDefinitionArn ?? '',
                  family: taskDefinition.family ?? '',
                  isActive: taskDefinition.status !== 'INACTIVE',
                  containers: (taskDefinition.containerDefinitions ?? []).map(containerOf),
                },
              ],
        );
      }),
    tasks: ({ cluster, of, desiredStatus }) =>
      attempt('ecs:ListTasks', async () => {
        const which = 'service' in of ? { serviceName: of.service } : { family: of.family };
        const arns = await pages(async (nextToken) => {
          const page = await client.send(
            new ListTasksCommand({ cluster, desiredStatus, nextToken, ...which }),
          );
          return { items: page.taskArns, next: page.nextToken };
        });
        const answers = await inTurns(batches(arns, tasksAtOnce), (tasks) =>
          client.send(new DescribeTasksCommand({ cluster, tasks: [...tasks] })),
        );
        return answers.flatMap(({ tasks = [] }) => tasks.map(taskOf));
      }),
    tasksByArn: (cluster, tasks) =>
      attempt('ecs:DescribeTasks', async () => {
        const answer = await client.send(new DescribeTasksCommand({ cluster, tasks: [...tasks] }));
        return (answer.tasks ?? []).map(taskOf);
      }),
    run: ({ cluster, taskDefinition, container, command, environment, network, capacity, exec }) => {
      const clientToken = randomUUID();
      return attempt('ecs:RunTask', async () => {
        const { tasks: [task] = [], failures: [failure] = [] } = await client.send(
          new RunTaskCommand({
            cluster,
            taskDefinition,
            clientToken,
            count: 1,
            startedBy: 'cdk-compose run',
            propagateTags: 'TASK_DEFINITION',
            enableECSManagedTags: true,
            enableExecuteCommand: exec,
            capacityProviderStrategy: capacity.map(({ provider, weight, base }) => ({
              capacityProvider: provider,
              weight,
              base,
            })),
            networkConfiguration: {
              awsvpcConfiguration: {
                subnets: [...network.subnets],
                securityGroups: [...network.securityGroups],
                assignPublicIp: network.assignPublicIp,
              },
            },
            overrides: {
              containerOverrides: [
                {
                  name: container,
                  ...(command.length > 0 && { command: [...command] }),
                  environment: Object.entries(environment).map(([name, value]) => ({ name, value })),
                },
              ],
            },
          }),
        );
        if (task === undefined)
          throw new Error(
            [failure?.reason ?? 'no task was started', failure?.detail].filter(Boolean).join(': '),
          );
        return taskOf(task);
      });
    },
    stop: (cluster, task) =>
      attempt('ecs:StopTask', async () => {
        await client.send(new StopTaskCommand({ cluster, task, reason: 'stopped by cdk-compose run' }));
        return true as const;
      }),
    execute: (wanted) =>
      attempt('ecs:ExecuteCommand', async () => {
        // ECS knows no other kind.
        const command = new ExecuteCommandCommand({ ...wanted, interactive: true });
        const { session: { sessionId = '', streamUrl = '', tokenValue = '' } = {} } =
          await client.send(command);
        return { sessionId, streamUrl, tokenValue };
      }),
  };
}

/** `shop` of `arn:aws:ecs:eu-central-1:111122223333:service/shop/web`. */
function clusterOf(serviceArn: string): string {
  return serviceArn.split('/').at(-2) ?? '';
}
