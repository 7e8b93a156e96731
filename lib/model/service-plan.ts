/** Tasks, and the ECS services, jobs and schedules that start them. */
import type { Cause, Decided } from './cause.js';
import type { ContainerPlan } from './container-plan.js';
import type { ServiceConnectPlan } from './service-connect-plan.js';

/** One task definition, with the ECS service that keeps it running or, for a job or a schedule, what starts its task. */
export interface ServicePlan {
  /** The Compose service's name: the construct id of everything that belongs to it. */
  readonly name: string;
  /**
   * A job runs to its end, once per change of its content, before the services that wait for it; a schedule's task is
   * started by the clock. Both have no ECS service: rollout, desired count and grace period mean nothing to them.
   */
  readonly kind: Decided<'service' | 'job' | 'schedule'>;
  readonly size: Decided<TaskSize>;
  readonly architecture: Decided<'X86_64' | 'ARM64'>;
  /** GiB of storage that lives and dies with the task; undefined: the 20 that every task has. */
  readonly disk: Decided<number> | undefined;
  /** Its containers see each other's processes; undefined: each sees its own. */
  readonly pidMode: Decided<'task'> | undefined;
  /** The first is the service itself; the others are co-located services and init containers. */
  readonly containers: readonly ContainerPlan[];
  /** Undefined: autoscaling owns it. */
  readonly desiredCount: Decided<number> | undefined;
  readonly scaling: Decided<ScalingPlan> | undefined;
  /** Whether a shell can be opened in its containers (ECS Exec). */
  readonly exec: Decided<boolean>;
  readonly taskRole: TaskRolePlan;
  readonly rollout: Decided<RolloutPlan>;
  readonly capacity: Decided<readonly CapacityShare[]>;
  /** Seconds in which ECS ignores failing health checks of a new task; undefined without a load balancer. */
  readonly healthCheckGracePeriod: Decided<number> | undefined;
  /** Keys of the Compose networks whose security groups it joins. */
  readonly networks: readonly Decided<string>[];
  /** Those whose groups a task has no room for: rules between its own group and theirs do the same. */
  readonly visits: readonly Decided<string>[];
  /** Whether it may reach the internet: what its own security group lets out. */
  readonly internet: Decided<boolean>;
  /** Names under which other services reach it; the first is the service's own. */
  readonly names: readonly Decided<string>[];
  /** How names lead through a proxy of ECS. Absent: by DNS alone. */
  readonly serviceConnect?: ServiceConnectPlan;
  /** Ports that `ports` names and that no load balancer publishes. */
  readonly unpublished: readonly Decided<number>[];
  /** Services that must be steady before this one starts. */
  readonly startsAfter: readonly StartDependency[];
  readonly taskVolumes: readonly TaskVolume[];
}

/** The size of a Fargate task. */
export interface TaskSize {
  /** CPU units: 1024 are one vCPU. */
  readonly cpu: number;
  /** MiB. */
  readonly memory: number;
}

/** Target tracking: as many tasks as keep each of these figures at its target. */
export interface ScalingPlan {
  readonly minimum: number;
  readonly maximum: number;
  /** Percent of the CPU and of the memory that the tasks have. */
  readonly cpu?: number;
  readonly memory?: number;
  /** Requests of an application load balancer that each task answers in a minute. */
  readonly requests?: number;
}

/** What the code of a task may do, beside what its volumes and shells need. */
export interface TaskRolePlan {
  /** ARNs of managed policies. */
  readonly policies: readonly Decided<string>[];
  /** IAM policy documents as they are written, by the Compose service that states them. */
  readonly documents: readonly Decided<{ readonly service: string; readonly document: object }>[];
}

/** A circuit breaker with rollback is always on and therefore no part of the plan. */
export interface RolloutPlan {
  readonly minimumHealthyPercent: number;
  readonly maximumPercent: number;
  /** Off where a second task must never run beside the first. */
  readonly availabilityZoneRebalancing: boolean;
}

/** A share of a capacity provider in a service's tasks. */
export interface CapacityShare {
  readonly provider: 'FARGATE' | 'FARGATE_SPOT';
  readonly weight: number;
  readonly base?: number;
}

/** A service that must be there before another starts. */
export interface StartDependency {
  readonly service: string;
  readonly condition: 'service_started' | 'service_healthy' | 'service_completed_successfully';
  readonly cause: Cause;
}

/** A volume of the task: a file system of the plan, or storage that lives and dies with the task. */
export type TaskVolume =
  | {
      readonly kind: 'file-system';
      readonly name: string;
      /** The name of a file system of the plan. */
      readonly fileSystem: string;
      /** Undefined: the root of the file system, as root. */
      readonly accessPoint: AccessPointPlan | undefined;
    }
  | { readonly kind: 'task-storage'; readonly name: string };

/** An EFS access point: a folder of the file system, made on first use. */
export interface AccessPointPlan {
  readonly path: string;
  /** Owner of the folder when it is made. */
  readonly uid: number;
  readonly gid: number;
  /** Of the folder when it is made: `0755`. */
  readonly permissions: string;
  /** Whether every file operation is done as the owner (a PosixUser) or as whoever the container's process is. */
  readonly asOwner: boolean;
}

/** How the task of a service of kind `job` is run. In that task only the job's own container is essential. */
export interface JobPlan {
  /** The name of the service whose task it runs. */
  readonly service: string;
  /** The name under which its success is remembered: it depends on project, environment and service alone. */
  readonly record: string;
  /** Seconds that a deployment waits for it, all attempts together: at most `longestJob`. */
  readonly timeout: Decided<number>;
  /** How often its task is started before its failure fails the deployment; at least 1. */
  readonly attempts: Decided<number>;
}

/** When the task of a service of kind `schedule` is started. */
export interface SchedulePlan {
  /** The name of the service whose task it starts. */
  readonly service: string;
  /** As EventBridge Scheduler writes it: `cron(0 3 * * ? *)`, `rate(5 minutes)`. */
  readonly expression: Decided<string>;
  /** The IANA time zone in which the expression is read. */
  readonly timezone: Decided<string>;
}
