import * as ecs from 'aws-cdk-lib/aws-ecs';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { ContainerPlan, ServicePlan } from '../model/deployment-plan.js';
import { accept } from './accepted-findings.js';
import { allowCredentials, containerImage } from './container-image.js';
import { containerOptions, linuxParameters } from './container.js';
import { logDriver } from './log-driver.js';
import type { Platform } from './platform.js';
import { containerSecrets } from './secrets.js';
import type { ServiceOverride } from './service-override.js';

/** A task definition with what else of it is needed. */
export interface MadeTaskDefinition {
  readonly taskDefinition: ecs.FargateTaskDefinition;
  /** The service's own container. */
  readonly container: ecs.ContainerDefinition;
  readonly executionRole: IRole;
}

/** The task definition of a service, with its containers, their mounts and the order in which they start. */
export function makeTaskDefinition(
  scope: Construct,
  plan: ServicePlan,
  { logGroup, repository }: Pick<Platform, 'logGroup' | 'repository'>,
  override: ServiceOverride,
): MadeTaskDefinition {
  const props = taskDefinitionProps(plan);
  const taskDefinition = new ecs.FargateTaskDefinition(
    scope,
    'TaskDefinition',
    override.taskDefinition?.(props) ?? props,
  );
  accept(taskDefinition, 'ECS2');
  const containers = plan.containers.map((container, index) => {
    const image = containerImage(scope.node.scope ?? scope, container.image, repository);
    const options = {
      ...containerOptions(container, { image, logging: logDriver(scope, container, logGroup) }),
      linuxParameters: linuxParameters(taskDefinition, container),
      secrets: containerSecrets(scope, container.secrets),
    };
    const adjusted = index === 0 ? (override.container?.(options) ?? options) : options;
    return { container, definition: addContainer(taskDefinition, container, adjusted) };
  });
  const byName = new Map(containers.map(({ container, definition }) => [container.name, definition]));
  for (const { container, definition } of containers) {
    definition.addMountPoints(
      ...container.mounts.map(({ volume, containerPath, readOnly }) => ({
        sourceVolume: volume,
        containerPath,
        readOnly,
      })),
    );
    definition.addVolumesFrom(
      ...(container.volumesFrom ?? []).map(({ container: name, readOnly }) => ({
        sourceContainer: name,
        readOnly,
      })),
    );
    definition.addContainerDependencies(
      ...container.dependsOn.map(({ container: name, condition }) => ({
        container: found(byName, name),
        condition: ecs.ContainerDependencyCondition[condition],
      })),
    );
  }
  const executionRole = taskDefinition.obtainExecutionRole();
  for (const { image } of plan.containers) allowCredentials(scope, executionRole, image);
  // The token to pull with is the registry's, not a repository's.
  accept(executionRole, 'IAM5[Resource::*]');
  return {
    taskDefinition,
    container: found(byName, plan.containers[0]?.name ?? plan.name),
    executionRole,
  };
}

function addContainer(
  taskDefinition: ecs.FargateTaskDefinition,
  { name, logRouter }: ContainerPlan,
  options: ecs.ContainerDefinitionOptions,
): ecs.ContainerDefinition {
  if (logRouter === undefined) return taskDefinition.addContainer(name, options);
  return taskDefinition.addFirelensLogRouter(name, {
    ...options,
    memoryReservationMiB: logRouter.memory,
    firelensConfig: {
      type: ecs.FirelensLogRouterType.FLUENTBIT,
      options: {
        enableECSLogMetadata: true,
        configFileType: ecs.FirelensConfigFileType.FILE,
        configFileValue: logRouter.configFile,
      },
    },
  });
}

function taskDefinitionProps(plan: ServicePlan): ecs.FargateTaskDefinitionProps {
  return {
    cpu: plan.size.value.cpu,
    memoryLimitMiB: plan.size.value.memory,
    runtimePlatform: {
      cpuArchitecture:
        plan.architecture.value === 'ARM64' ? ecs.CpuArchitecture.ARM64 : ecs.CpuArchitecture.X86_64,
      operatingSystemFamily: ecs.OperatingSystemFamily.LINUX,
    },
    ...(plan.disk === undefined ? {} : { ephemeralStorageGiB: plan.disk.value }),
    ...(plan.pidMode === undefined ? {} : { pidMode: ecs.PidMode.TASK }),
  };
}

function found(
  containers: ReadonlyMap<string, ecs.ContainerDefinition>,
  name: string,
): ecs.ContainerDefinition {
  const container = containers.get(name);
  if (container === undefined) throw new Error(`the plan has no container '${name}' in this task`);
  return container;
}
