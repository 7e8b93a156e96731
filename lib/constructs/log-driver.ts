import * as ecs from 'aws-cdk-lib/aws-ecs';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Size } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { ContainerPlan } from '../model/deployment-plan.js';
import { logSecretOptions } from './secrets.js';

/** Where a container's logs go: to the log group, unless the plan routes them. `scope` is the task's own. */
export function logDriver(scope: Construct, plan: ContainerPlan, logGroup: ILogGroup): ecs.LogDriver {
  const { logRoute } = plan;
  if (logRoute === undefined) return toCloudWatch(plan, logGroup);
  const options = { ...logRoute.options };
  const secretOptions = logSecretOptions(scope, logRoute.secrets);
  return logRoute.driver === 'awsfirelens'
    ? ecs.LogDrivers.firelens({ options, secretOptions })
    : new ecs.GenericLogDriver({ logDriver: logRoute.driver, options, secretOptions });
}

function toCloudWatch({ settings, logStreamPrefix }: ContainerPlan, logGroup: ILogGroup): ecs.LogDriver {
  const { streamPrefix, datetimeFormat, multilinePattern, isBlocking, bufferSize } = settings.logging ?? {};
  return ecs.LogDrivers.awsLogs({
    logGroup,
    streamPrefix: streamPrefix ?? logStreamPrefix,
    ...(datetimeFormat === undefined ? {} : { datetimeFormat }),
    ...(multilinePattern === undefined ? {} : { multilinePattern }),
    ...(isBlocking === true
      ? { mode: ecs.AwsLogDriverMode.BLOCKING }
      : {
          // ECS's own default, with a buffer that bursts do not overflow: a full one drops lines silently.
          mode: ecs.AwsLogDriverMode.NON_BLOCKING,
          maxBufferSize: Size.mebibytes(bufferSize ?? 25),
        }),
  });
}
