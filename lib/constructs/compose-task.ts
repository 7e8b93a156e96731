import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as ecs from 'aws-cdk-lib/aws-ecs';
import { DependencyGroup, type IDependable } from 'constructs';
import type { ServicePlan } from '../model/deployment-plan.js';
import type { NetworkGroups } from './networks.js';
import type { Platform } from './platform.js';
import { satellitesOf } from './satellites.js';
import type { ServiceOverride } from './service-override.js';
import type { Placement, ServiceScopes } from './service-scopes.js';
import type { FileSystems } from './storage.js';
import { makeTaskDefinition } from './task-definition.js';
import { grantTaskRole } from './task-role.js';
import { addTaskVolumes } from './task-volumes.js';

/** What the tasks of a project are made from. */
export interface TaskContext extends Placement {
  readonly platform: Platform;
  readonly networks: NetworkGroups;
  readonly fileSystems: FileSystems;
  /** @default - nothing is adjusted */
  readonly override?: ServiceOverride;
}

/** A task as a Compose service describes it, whether an ECS service keeps it running or a job runs it once. */
export interface ComposeTask {
  readonly taskDefinition: ecs.FargateTaskDefinition;
  /** The service's own container. */
  readonly container: ecs.ContainerDefinition;
  /** The task's own group, for load balancers, file systems and the way out. */
  readonly securityGroup: ec2.SecurityGroup;
  /** The groups of the Compose networks that it joins. */
  readonly networkGroups: readonly ec2.ISecurityGroup[];
  /** What must be there before the task can start. */
  readonly ready: IDependable;
}

/** Makes the task definition with its roles and volumes, and its security group. */
export function makeTask(
  { shared, own }: ServiceScopes,
  plan: ServicePlan,
  context: TaskContext,
): ComposeTask {
  const { platform, networks, fileSystems, override = {} } = context;
  const securityGroup = new ec2.SecurityGroup(shared, 'SecurityGroup', {
    vpc: platform.vpc,
    allowAllOutbound: plan.internet.value,
    description: `Compose service ${plan.name}`,
  });
  const { taskDefinition, container, executionRole } = makeTaskDefinition(own, plan, platform, override);
  grantTaskRole(taskDefinition.taskRole, plan.taskRole);
  if (!plan.internet.value) platform.waysToAws.open(securityGroup);
  const volumes = addTaskVolumes(shared, { plan, taskDefinition, fileSystems, securityGroup });
  const networkGroups = plan.networks.map(({ value }) => {
    const group = networks.get(value);
    if (group === undefined) throw new Error(`the plan has no network '${value}'`);
    return group;
  });
  // ECS takes a role before its policy and a group before its rules; first tasks would fail to pull or to connect.
  const ready = new DependencyGroup(
    platform.ready,
    ...(plan.internet.value ? [] : [platform.waysToAws.ready]),
    volumes,
    executionRole,
    taskDefinition.taskRole,
    ...[securityGroup, ...networkGroups].map(satellitesOf),
  );
  return { taskDefinition, container, securityGroup, networkGroups, ready };
}
