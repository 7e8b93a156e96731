import { ApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Duration } from 'aws-cdk-lib/core';
import type { ServicePlan } from '../model/deployment-plan.js';
import type { ComposeService } from './compose-service.js';

/** Between two changes of the number of tasks, as Docker's ECS integration had it. */
const COOLDOWN = Duration.seconds(60);

/** Lets Application Auto Scaling keep a service's figures at their targets. After its target groups are there. */
export function makeScaling({ service, targetGroups }: ComposeService, { scaling }: ServicePlan): void {
  if (scaling === undefined) return;
  const { minimum, maximum, cpu, memory, requests } = scaling.value;
  const count = service.autoScaleTaskCount({ minCapacity: minimum, maxCapacity: maximum });
  const cooldowns = { scaleInCooldown: COOLDOWN, scaleOutCooldown: COOLDOWN };
  if (cpu !== undefined) count.scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: cpu, ...cooldowns });
  if (memory !== undefined)
    count.scaleOnMemoryUtilization('Memory', { targetUtilizationPercent: memory, ...cooldowns });
  const targetGroup = targetGroups.find((group) => group instanceof ApplicationTargetGroup);
  if (requests !== undefined && targetGroup !== undefined)
    count.scaleOnRequestCount('Requests', { requestsPerTarget: requests, targetGroup, ...cooldowns });
}
