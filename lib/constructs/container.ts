import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Duration } from 'aws-cdk-lib/core';
import type { ContainerPlan, HealthCheckPlan } from '../model/deployment-plan.js';

/** The container definition that a container's plan spells, but for mounts and dependencies, which need the others. */
export function containerOptions(
  plan: ContainerPlan,
  context: { readonly image: ecs.ContainerImage; readonly logging: ecs.LogDriver },
): ecs.ContainerDefinitionOptions {
  const { settings } = plan;
  return {
    containerName: plan.name,
    essential: plan.essential,
    image: context.image,
    // The image is named by digest already; resolving it once more needs a permission that nothing else does.
    versionConsistency: ecs.VersionConsistency.DISABLED,
    portMappings: plan.portMappings.map(({ containerPort, protocol, name, appProtocol }) => ({
      containerPort,
      name,
      appProtocol: appProtocol && ecs.AppProtocol[appProtocol],
      protocol: protocol === 'udp' ? ecs.Protocol.UDP : ecs.Protocol.TCP,
    })),
    logging: context.logging,
    command: mutable(settings.command),
    entryPoint: mutable(settings.entryPoint),
    workingDirectory: settings.workingDirectory,
    user: settings.user,
    environment: settings.environment,
    healthCheck: settings.healthCheck && healthCheck(settings.healthCheck),
    ulimits: settings.ulimits?.map((limit) => ({ ...limit, name: limit.name as ecs.UlimitName })),
    readonlyRootFilesystem: settings.readonlyRootFilesystem,
    interactive: settings.interactive,
    pseudoTerminal: settings.pseudoTerminal,
    stopTimeout: seconds(settings.stopTimeout),
    dockerLabels: settings.dockerLabels,
    systemControls: mutable(settings.systemControls),
    ...(settings.restartPolicy === undefined
      ? {}
      : {
          enableRestartPolicy: true,
          restartIgnoredExitCodes: mutable(settings.restartPolicy.ignoredExitCodes),
        }),
  };
}

/** The Linux parameters of a container; undefined when it has none, so that none are written. */
export function linuxParameters(
  scope: ecs.TaskDefinition,
  plan: ContainerPlan,
): ecs.LinuxParameters | undefined {
  const { initProcessEnabled, capabilitiesAdd = [], capabilitiesDrop = [] } = plan.settings;
  if (
    initProcessEnabled === undefined &&
    capabilitiesAdd.length + capabilitiesDrop.length + plan.tmpfs.length === 0
  )
    return undefined;
  const parameters = new ecs.LinuxParameters(scope, `${plan.name}-linux`, { initProcessEnabled });
  parameters.addCapabilities(...(capabilitiesAdd as ecs.Capability[]));
  parameters.dropCapabilities(...(capabilitiesDrop as ecs.Capability[]));
  parameters.addTmpfs(
    ...plan.tmpfs.map(({ containerPath, size, mountOptions }) => ({
      containerPath,
      size,
      mountOptions: mountOptions as ecs.TmpfsMountOption[],
    })),
  );
  return parameters;
}

function healthCheck({ command, interval, timeout, retries, startPeriod }: HealthCheckPlan): ecs.HealthCheck {
  return {
    command: [...command],
    interval: seconds(interval),
    timeout: seconds(timeout),
    retries,
    startPeriod: seconds(startPeriod),
  };
}

function seconds(amount: number | undefined): Duration | undefined {
  return amount === undefined ? undefined : Duration.seconds(amount);
}

// CDK's props ask for arrays that it may change; the plan's are read-only.
function mutable<T>(list: readonly T[] | undefined): T[] | undefined {
  return list === undefined ? undefined : [...list];
}
