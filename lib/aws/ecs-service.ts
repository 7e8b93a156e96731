import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ECSClient,
  ExecuteCommandCommand,
  ListTasksCommand,
  type ContainerDefinition as DefinitionAnswer,
  type Service as ServiceAnswer,
  type Task as TaskAnswer,
} from '@aws-sdk/client-ecs';
import { attempt } from './attempt.js';
import type { ContainerDefinition, Ecs, EcsService, Task } from './ecs.js';
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

function serviceOf(answer: ServiceAnswer): EcsService {
  const network = answer.networkConfiguration?.awsvpcConfiguration;
  return {
    arn: answer.serviceArn ?? '',
    name: answer.serviceName ?? '',
    cluster: answer.clusterArn ?? '',
    taskDefinition: answer.taskDefinition ?? '',
    desired: answer.desiredCount ?? 0,
    running: answer.runningCount ?? 0,
    pending: answer.pendingCount ?? 0,
    deployments: (answer.deployments ?? []).map(({ status = '', rolloutState, rolloutStateReason }) => ({
      status,
      rollout: rolloutState,
      reason: rolloutStateReason,
    })),
    events: (answer.events ?? []).flatMap(({ createdAt: at, message }) =>
      at === undefined || message === undefined ? [] : [{ at, message }],
    ),
    targetGroups: (answer.loadBalancers ?? []).flatMap(
      ({ targetGroupArn: arn, containerName: container = '' }) =>
        arn === undefined ? [] : [{ arn, container }],
    ),
    exec: answer.enableExecuteCommand ?? false,
    network: network && {
      subnets: network.subnets ?? [],
      securityGroups: network.securityGroups ?? [],
      assignPublicIp: network.assignPublicIp ?? 'DISABLED',
    },
    capacity: (answer.capacityProviderStrategy ?? []).map(
      ({ capacityProvider = '', weight = 0, base = 0 }) => ({
        provider: capacityProvider,
        weight,
        base,
      }),
    ),
  };
}

function containerOf({
  name = '',
  image = '',
  healthCheck,
  logConfiguration,
}: DefinitionAnswer): ContainerDefinition {
  return {
    name,
    image,
    hasHealthCheck: healthCheck !== undefined,
    logDriver: logConfiguration?.logDriver,
    logOptions: logConfiguration?.options ?? {},
  };
}

function taskOf(answer: TaskAnswer): Task {
  return {
    arn: answer.taskArn ?? '',
    taskDefinition: answer.taskDefinitionArn ?? '',
    status: answer.lastStatus ?? '',
    createdAt: answer.createdAt,
    stoppedAt: answer.stoppedAt,
    stoppedReason: answer.stoppedReason,
    exec: answer.enableExecuteCommand ?? false,
    containers: (answer.containers ?? []).map((container) => ({
      name: container.name ?? '',
      status: container.lastStatus ?? '',
      health: container.healthStatus ?? 'UNKNOWN',
      exitCode: container.exitCode,
      reason: container.reason,
      runtimeId: container.runtimeId,
      execAgent: (container.managedAgents ?? []).some(
        (agent) => agent.name === 'ExecuteCommandAgent' && agent.lastStatus === 'RUNNING',
      ),
    })),
  };
}
