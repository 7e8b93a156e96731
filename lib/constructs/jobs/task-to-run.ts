import type { IVpc, ISecurityGroup, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { ContainerDefinition, FargateTaskDefinition, ICluster } from 'aws-cdk-lib/aws-ecs';
import type { IDependable } from 'constructs';
import type { CapacityShare } from '../../model/deployment-plan.js';

/** A task without an ECS service, and what starting it takes. */
export interface TaskToRun {
  readonly taskDefinition: FargateTaskDefinition;
  /** The container whose exit code is the task's. */
  readonly container: ContainerDefinition;
  readonly cluster: ICluster;
  readonly capacity: readonly CapacityShare[];
  readonly vpc: IVpc;
  readonly subnets: SubnetSelection;
  readonly assignPublicIp: boolean;
  readonly securityGroups: readonly ISecurityGroup[];
  /**
   * What must be there before the task starts: the way to the internet or the VPC endpoints, the search list, mount
   * targets, rules of security groups, and the services and jobs that it starts after.
   */
  readonly ready: readonly IDependable[];
}
