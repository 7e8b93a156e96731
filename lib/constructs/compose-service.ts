import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import type { IApplicationTargetGroup, INetworkTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { IGrantable, IPrincipal } from 'aws-cdk-lib/aws-iam';
import { DnsRecordType } from 'aws-cdk-lib/aws-servicediscovery';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { ServicePlan } from '../model/deployment-plan.js';
import { accept } from './accepted-findings.js';
import { type ComposeTask, makeTask, type TaskContext } from './compose-task.js';
import { dnsTimeToLive } from './names.js';
import type { Platform } from './platform.js';
import { serviceConnectProps } from './service-connect.js';
import { serviceScopes } from './service-scopes.js';

/** What a Compose service is made from. */
export interface ComposeServiceProps extends TaskContext {
  readonly plan: ServicePlan;
}

/**
 * One Compose service on ECS. Grants given to it go to its task role; its connections are those of a security group of
 * its own, so that a rule for one service never opens the group of a Compose network to everybody in it.
 */
export class ComposeService extends Construct implements IGrantable, ec2.IConnectable {
  public readonly taskDefinition: ecs.FargateTaskDefinition;
  /** The service's own container; `taskDefinition.findContainer(name)` finds those that share its task. */
  public readonly container: ecs.ContainerDefinition;
  public readonly service: ecs.FargateService;
  public readonly securityGroup: ec2.SecurityGroup;
  /** The target groups that its tasks are registered in, in the order of the plan's listeners. */
  public readonly targetGroups: (IApplicationTargetGroup | INetworkTargetGroup)[] = [];
  /** Its task with all that belongs to it. */
  public readonly task: ComposeTask;
  public readonly grantPrincipal: IPrincipal;
  public readonly connections: ec2.Connections;

  public constructor(scope: Construct, id: string, props: ComposeServiceProps) {
    super(scope, id);
    const scopes = serviceScopes(this, props);
    const task = makeTask(scopes, props.plan, props);
    this.task = task;
    this.taskDefinition = task.taskDefinition;
    this.container = task.container;
    this.securityGroup = task.securityGroup;
    this.grantPrincipal = task.taskDefinition.taskRole;
    this.connections = new ec2.Connections({ securityGroups: [task.securityGroup] });
    const planned = fargateServiceProps(props.plan, props.platform, task);
    const adjusted = props.override?.fargateService?.(planned) ?? planned;
    this.service = new ecs.FargateService(scopes.own, 'Service', adjusted);
    const rolePolicy = task.taskDefinition.taskRole.node.tryFindChild('DefaultPolicy');
    if (adjusted.enableExecuteCommand === true && rolePolicy !== undefined)
      accept(rolePolicy, 'IAM5[Resource::*]');
    // The networks' groups stay out of the L2: it opens every group it knows to load balancers and file systems.
    const resource = this.service.node.defaultChild as ecs.CfnService;
    resource.addPropertyOverride(
      'NetworkConfiguration.AwsvpcConfiguration.SecurityGroups',
      [...(adjusted.securityGroups ?? [task.securityGroup]), ...task.networkGroups].map(
        ({ securityGroupId }) => securityGroupId,
      ),
    );
    resource.node.addDependency(task.ready);
  }
}

function fargateServiceProps(
  plan: ServicePlan,
  platform: Platform,
  task: ComposeTask,
): ecs.FargateServiceProps {
  const { cluster, namespace, subnets, assignPublicIp } = platform;
  const grace = plan.healthCheckGracePeriod?.value;
  const { minimumHealthyPercent, maximumPercent, availabilityZoneRebalancing } = plan.rollout.value;
  return {
    cluster,
    taskDefinition: task.taskDefinition,
    // Undefined where autoscaling owns it: a number would undo its work with every deployment.
    desiredCount: plan.desiredCount?.value,
    minHealthyPercent: minimumHealthyPercent,
    maxHealthyPercent: maximumPercent,
    availabilityZoneRebalancing: availabilityZoneRebalancing
      ? ecs.AvailabilityZoneRebalancing.ENABLED
      : ecs.AvailabilityZoneRebalancing.DISABLED,
    circuitBreaker: { enable: true, rollback: true },
    // Never a launch type: changing one into the other replaces the service.
    capacityProviderStrategies: plan.capacity.value.map(({ provider, weight, base }) => ({
      capacityProvider: provider,
      weight,
      ...(base === undefined ? {} : { base }),
    })),
    ...(grace === undefined ? {} : { healthCheckGracePeriod: Duration.seconds(grace) }),
    securityGroups: [task.securityGroup],
    vpcSubnets: subnets,
    assignPublicIp,
    // Bills of the tasks are by the service's tags.
    propagateTags: ecs.PropagatedTagSource.SERVICE,
    enableECSManagedTags: true,
    ...(plan.exec.value ? { enableExecuteCommand: true } : {}),
    serviceConnectConfiguration: serviceConnectProps(plan, platform),
    cloudMapOptions: {
      cloudMapNamespace: namespace,
      name: plan.names[0]?.value ?? plan.name,
      dnsRecordType: DnsRecordType.A,
      dnsTtl: dnsTimeToLive,
    },
  };
}
