import type {
  ContainerDefinitionOptions,
  FargateServiceProps,
  FargateTaskDefinitionProps,
} from 'aws-cdk-lib/aws-ecs';
import type {
  ApplicationTargetGroupProps,
  NetworkTargetGroupProps,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { ServicePlan } from '../model/deployment-plan.js';

/** A change to what the library would use: takes the value, returns the one to use. Pure. */
export type Adjust<P> = (props: P) => P;

/**
 * What a caller changes about one Compose service, named by the resource that it changes and typed by CDK's own props.
 * Later wins: the library's defaults, the Compose file, `plan`, the other adjusters. Beyond these, CDK's aspects,
 * mixins and property injectors apply as everywhere.
 */
export interface ServiceOverride {
  /**
   * Changes the decisions before any CDK resource is made: desired count, task size, rollout.
   * @default - the plan as it follows from the Compose file
   */
  readonly plan?: Adjust<ServicePlan>;
  /** @default - the task definition as planned */
  readonly taskDefinition?: Adjust<FargateTaskDefinitionProps>;
  /**
   * Changes the service's own container, not those that share its task.
   * @default - the container as planned
   */
  readonly container?: Adjust<ContainerDefinitionOptions>;
  /**
   * Changes the ECS service. The security groups of its Compose networks are added to those it names, always:
   * without them the service would be out of reach.
   * @default - the ECS service as planned
   */
  readonly fargateService?: Adjust<FargateServiceProps>;
  /**
   * Changes its target groups behind an application load balancer.
   * @default - target groups as planned
   */
  readonly targetGroup?: Adjust<ApplicationTargetGroupProps>;
  /**
   * Changes its target groups behind a network load balancer.
   * @default - target groups as planned
   */
  readonly networkTargetGroup?: Adjust<NetworkTargetGroupProps>;
}
