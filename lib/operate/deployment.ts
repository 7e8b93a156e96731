import type { ContainerDefinition, EcsService, TaskDefinition } from '../aws/ecs.js';

/** A Compose service as it is deployed. */
export interface DeployedService {
  readonly name: string;
  readonly taskDefinition: TaskDefinition;
  /** Its own container; others of the task belong to co-located services, or prepare the task. */
  readonly container: ContainerDefinition;
  /** What keeps its task running; undefined: a job, or started by the clock. */
  readonly ecsService: EcsService | undefined;
  /** ARN of the cluster that its tasks run in; undefined: no resource of the project tells it. */
  readonly cluster: string | undefined;
}
