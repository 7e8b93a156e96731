import type {
  ContainerDefinition as DefinitionAnswer,
  Service as ServiceAnswer,
  Task as TaskAnswer,
} from '@aws-sdk/client-ecs';
import type { ContainerDefinition, EcsService, Task } from './ecs.js';

/** A service as DescribeServices describes it. */
export function serviceOf(answer: ServiceAnswer): EcsService {
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

/** A container of a task definition as DescribeTaskDefinition describes it. */
export function containerOf({
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

/** A task as DescribeTasks and RunTask describe it. */
export function taskOf(answer: TaskAnswer): Task {
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
