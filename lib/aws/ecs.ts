import type { Checked } from '../diagnostics/diagnostic.js';

/** What commands ask of Amazon ECS: the port to it. Names and words are those of its API. */
export interface Ecs {
  /** The services of these ARNs that exist; none of those that are being deleted. */
  readonly services: (arns: readonly string[]) => Promise<Checked<readonly EcsService[]>>;
  /** The task definitions of these ARNs. */
  readonly taskDefinitions: (arns: readonly string[]) => Promise<Checked<readonly TaskDefinition[]>>;
  /** The tasks of a service or of a family; those that are to stop are kept for about an hour after they have. */
  readonly tasks: (wanted: WantedTasks) => Promise<Checked<readonly Task[]>>;
  /** Tasks of a cluster, by their ARNs. */
  readonly tasksByArn: (cluster: string, arns: readonly string[]) => Promise<Checked<readonly Task[]>>;
  /** Starts one task that no service keeps running. */
  readonly run: (wanted: WantedRun) => Promise<Checked<Task>>;
  readonly stop: (cluster: string, task: string) => Promise<Checked<true>>;
  /** Starts a command in a running container (ECS Exec); the session is for the Session Manager plugin. */
  readonly execute: (wanted: WantedExec) => Promise<Checked<ExecSession>>;
}

/** A task to be started. */
export interface WantedRun {
  /** ARN. */
  readonly cluster: string;
  /** ARN. */
  readonly taskDefinition: string;
  /** Whose command and environment are others than the task definition's. */
  readonly container: string;
  /** Empty: the task definition's. */
  readonly command: readonly string[];
  /** Beside the task definition's. */
  readonly environment: Readonly<Record<string, string>>;
  readonly network: EcsNetwork;
  readonly capacity: readonly EcsCapacity[];
  /** Whether ECS Exec is to work in it. */
  readonly exec: boolean;
}

/** A command in a container. */
export interface WantedExec {
  /** ARN. */
  readonly cluster: string;
  /** ARN. */
  readonly task: string;
  readonly container: string;
  /** As a POSIX shell would take it apart. */
  readonly command: string;
}

/** What opens the way to a command that was started. The token is a secret. */
export interface ExecSession {
  readonly sessionId: string;
  readonly streamUrl: string;
  readonly tokenValue: string;
}

/** Which tasks are meant. */
export interface WantedTasks {
  /** ARN. */
  readonly cluster: string;
  /** By the name of the ECS service that keeps them running, or by the family of their task definition. */
  readonly of: { readonly service: string } | { readonly family: string };
  readonly desiredStatus: 'RUNNING' | 'STOPPED';
}

/** An ECS service. */
export interface EcsService {
  readonly arn: string;
  readonly name: string;
  /** ARN. */
  readonly cluster: string;
  /** ARN. */
  readonly taskDefinition: string;
  readonly desired: number;
  readonly running: number;
  readonly pending: number;
  /** The latest first. */
  readonly deployments: readonly EcsDeployment[];
  /** The latest first. */
  readonly events: readonly { readonly at: Date; readonly message: string }[];
  /** ARNs of target groups. */
  readonly targetGroups: readonly { readonly arn: string; readonly container: string }[];
  readonly exec: boolean;
  readonly network: EcsNetwork | undefined;
  readonly capacity: readonly EcsCapacity[];
}

/** A rollout of an ECS service. */
export interface EcsDeployment {
  readonly status: string;
  readonly rollout: 'COMPLETED' | 'FAILED' | 'IN_PROGRESS' | undefined;
  readonly reason: string | undefined;
}

/** Where tasks stand in the network. */
export interface EcsNetwork {
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
  readonly assignPublicIp: 'ENABLED' | 'DISABLED';
}

/** A share of a capacity provider. */
export interface EcsCapacity {
  readonly provider: string;
  readonly weight: number;
  readonly base: number;
}

/** A task definition. */
export interface TaskDefinition {
  readonly arn: string;
  readonly family: string;
  /** False: nothing can be started from it any more. */
  readonly isActive: boolean;
  readonly containers: readonly ContainerDefinition[];
}

/** A container of a task definition. */
export interface ContainerDefinition {
  readonly name: string;
  readonly image: string;
  /** Whether ECS checks its health. */
  readonly hasHealthCheck: boolean;
  /** `awslogs`; undefined: its output goes nowhere. */
  readonly logDriver: string | undefined;
  readonly logOptions: Readonly<Record<string, string>>;
}

/** A task. */
export interface Task {
  readonly arn: string;
  /** ARN. */
  readonly taskDefinition: string;
  /** `PROVISIONING`, `PENDING`, `RUNNING`, `STOPPED` and what is between them. */
  readonly status: string;
  readonly createdAt: Date | undefined;
  readonly stoppedAt: Date | undefined;
  readonly stoppedReason: string | undefined;
  readonly exec: boolean;
  readonly containers: readonly TaskContainer[];
}

/** A container of a task. */
export interface TaskContainer {
  readonly name: string;
  readonly status: string;
  /** `UNKNOWN` without a health check, and before its first result. */
  readonly health: 'HEALTHY' | 'UNHEALTHY' | 'UNKNOWN';
  /** Undefined: it runs, or was never started. */
  readonly exitCode: number | undefined;
  readonly reason: string | undefined;
  /** What Session Manager calls it by. */
  readonly runtimeId: string | undefined;
  /** Whether the agent of ECS Exec runs beside it. */
  readonly execAgent: boolean;
}
