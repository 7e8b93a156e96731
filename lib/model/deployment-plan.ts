/**
 * The deployment plan: every decision about the deployment as plain, printable data. Each decision carries its cause
 * and the place in the Compose file that it rests on. Constructs spell the plan in CDK and decide nothing.
 * Arrays are sorted by name, so that the order of services in the Compose file changes nothing.
 */
import type { ComposePath } from '../diagnostics/diagnostic.js';

/** Why a decision was taken: a short sentence, and the Compose key that it rests on. */
export interface Cause {
  readonly because: string;
  /** The attribute path of the key that decides: changing that key changes the decision. */
  readonly path: ComposePath;
  /** `compose.yaml:9:5`, the place of that key; undefined when no file says it (a project named after its folder). */
  readonly place: string | undefined;
}

export interface Decided<T> {
  readonly value: T;
  readonly cause: Cause;
}

export interface DeploymentPlan {
  readonly project: string;
  /** The environment's name; undefined when none is declared. */
  readonly environment: string | undefined;
  readonly vpc: VpcPlan;
  readonly namespace: NamespacePlan;
  readonly networks: readonly NetworkPlan[];
  readonly services: readonly ServicePlan[];
  /** One for each service of kind `job`. */
  readonly jobs: readonly JobPlan[];
  /** One for each service of kind `schedule`. */
  readonly schedules: readonly SchedulePlan[];
  readonly loadBalancers: readonly LoadBalancerPlan[];
  readonly fileSystems: readonly FileSystemPlan[];
  readonly logs: LogsPlan;
  /** Images that the lock lacks: a deployment of this plan is stopped by a CloudFormation rule with these sentences. */
  readonly missingImages: readonly MissingImage[];
}

/** The network that everything runs in. `given`: the caller brought a VPC; no DHCP option set is made for it. */
export type VpcPlan =
  | {
      readonly kind: 'create';
      readonly zones: number;
      readonly egress: Decided<'nat-gateway' | 'nat-gateway-per-zone' | 'public' | 'none'>;
      /** The resolver's search list of every task, so that bare service names resolve. */
      readonly searchDomain: string;
    }
  | { readonly kind: 'given' };

/** The Cloud Map private DNS namespace in which the project's names live. */
export interface NamespacePlan {
  /** The zone's name: `shop.internal`, or `shop-staging.internal`. */
  readonly domain: string;
  readonly cause: Cause;
}

/** A Compose network: a security group whose members reach each other on every port. */
export interface NetworkPlan {
  /** The network's key in the Compose file, and the construct id. */
  readonly name: string;
  readonly internal: boolean;
  readonly members: readonly string[];
  readonly cause: Cause;
}

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
  /** The first is the service itself; the others are co-located services and init containers. */
  readonly containers: readonly ContainerPlan[];
  readonly desiredCount: Decided<number>;
  readonly rollout: Decided<RolloutPlan>;
  readonly capacity: Decided<readonly CapacityShare[]>;
  /** Seconds in which ECS ignores failing health checks of a new task; undefined without a load balancer. */
  readonly healthCheckGracePeriod: Decided<number> | undefined;
  /** Keys of the Compose networks whose security groups it joins. */
  readonly networks: readonly Decided<string>[];
  /** Whether it may reach the internet: what its own security group lets out. */
  readonly internet: Decided<boolean>;
  /** Names under which other services reach it; the first is the service's own. */
  readonly names: readonly Decided<string>[];
  /** Ports that `ports` names and that no load balancer publishes. */
  readonly unpublished: readonly Decided<number>[];
  /** Services that must be steady before this one starts. */
  readonly startsAfter: readonly StartDependency[];
  readonly taskVolumes: readonly TaskVolume[];
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

export interface TaskSize {
  /** CPU units: 1024 are one vCPU. */
  readonly cpu: number;
  /** MiB. */
  readonly memory: number;
}

/** A circuit breaker with rollback is always on and therefore no part of the plan. */
export interface RolloutPlan {
  readonly minimumHealthyPercent: number;
  readonly maximumPercent: number;
  /** Off where a second task must never run beside the first. */
  readonly availabilityZoneRebalancing: boolean;
}

export interface CapacityShare {
  readonly provider: 'FARGATE' | 'FARGATE_SPOT';
  readonly weight: number;
  readonly base?: number;
}

export interface StartDependency {
  readonly service: string;
  readonly condition: 'service_started' | 'service_healthy' | 'service_completed_successfully';
  readonly cause: Cause;
}

export interface ContainerPlan {
  /** The Compose service's name, made fit for ECS: letters, digits, `-` and `_`. */
  readonly name: string;
  readonly essential: boolean;
  readonly image: ImagePlan;
  readonly portMappings: readonly PortMappingPlan[];
  readonly mounts: readonly MountPlan[];
  /** Memory file systems; they count against the task's memory. */
  readonly tmpfs: readonly TmpfsPlan[];
  /** The prefix of the container's log streams in the project's log group. */
  readonly logStreamPrefix: string;
  readonly dependsOn: readonly {
    readonly container: string;
    readonly condition: 'START' | 'COMPLETE' | 'SUCCESS' | 'HEALTHY';
  }[];
  /** What single Compose keys say about the container: each field is set by one key, named in `causes`. */
  readonly settings: ContainerSettings;
  readonly causes: Readonly<Partial<Record<keyof ContainerSettings, Cause>>>;
}

/** Facts that one Compose key alone decides. Names and units are those of the ECS container definition. */
export interface ContainerSettings {
  readonly command?: readonly string[];
  readonly entryPoint?: readonly string[];
  readonly workingDirectory?: string;
  readonly user?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthCheck?: HealthCheckPlan;
  readonly ulimits?: readonly {
    readonly name: string;
    readonly softLimit: number;
    readonly hardLimit: number;
  }[];
  readonly readonlyRootFilesystem?: boolean;
  readonly initProcessEnabled?: boolean;
  readonly interactive?: boolean;
  readonly pseudoTerminal?: boolean;
  /** Seconds, 2 to 120. */
  readonly stopTimeout?: number;
  readonly dockerLabels?: Readonly<Record<string, string>>;
  readonly capabilitiesAdd?: readonly string[];
  readonly capabilitiesDrop?: readonly string[];
  readonly systemControls?: readonly { readonly namespace: string; readonly value: string }[];
  /** Restarts the container in place; a container that exits within the period is not restarted. */
  readonly restartPolicy?: { readonly ignoredExitCodes: readonly number[] };
}

export interface HealthCheckPlan {
  /** `['CMD', …]` or `['CMD-SHELL', …]`. */
  readonly command: readonly string[];
  /** Seconds. */
  readonly interval?: number;
  /** Seconds. */
  readonly timeout?: number;
  readonly retries?: number;
  /** Seconds. */
  readonly startPeriod?: number;
}

/**
 * An image, pinned by digest. Without a digest the lock lacks it: the tag only names what to build or pull, and the
 * plan's `missingImages` has a sentence about it.
 */
export interface ImagePlan {
  /** `ecr`: the project's own repository; `registry`: pulled from where it comes from. */
  readonly from: 'ecr' | 'registry';
  /** ECR: the repository's name or, when the bindings name another account, its whole URI. Else `docker.io/library/redis`. */
  readonly repository: string;
  /** The content tag of a built image, or the tag that the Compose file names. */
  readonly tag: string;
  /** `sha256:…` */
  readonly digest: string | undefined;
  readonly cause: Cause;
}

export interface MissingImage {
  readonly service: string;
  /** The key in the image lock: a content tag or an image reference. */
  readonly key: string;
  /** What the deployment's refusal says. */
  readonly sentence: string;
}

export interface PortMappingPlan {
  readonly containerPort: number;
  readonly protocol: 'tcp' | 'udp';
  readonly cause: Cause;
}

export interface MountPlan {
  /** The name of one of the service's task volumes. */
  readonly volume: string;
  readonly containerPath: string;
  readonly readOnly: boolean;
  readonly cause: Cause;
}

export interface TmpfsPlan {
  readonly containerPath: string;
  /** MiB. */
  readonly size: number;
  readonly mountOptions: readonly string[];
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

/** An EFS file system for a named volume. Its logical id depends on project, environment and volume alone. */
export interface FileSystemPlan {
  /** The volume's key in the Compose file. */
  readonly name: string;
  readonly logicalId: string;
  /** The id of an existing file system to use; undefined: one is made. */
  readonly existing: string | undefined;
  /** Services that mount it: each gets network access and an IAM grant for exactly this file system. */
  readonly mountedBy: readonly { readonly service: string; readonly readOnly: boolean }[];
  readonly tags: Readonly<Record<string, string>>;
  readonly cause: Cause;
}

export interface LoadBalancerPlan {
  /** The construct id. */
  readonly name: string;
  readonly type: 'application' | 'network';
  readonly scheme: 'internet-facing' | 'internal';
  readonly listeners: readonly ListenerPlan[];
  readonly cause: Cause;
}

export interface ListenerPlan {
  readonly port: number;
  readonly protocol: 'HTTP' | 'HTTPS' | 'TCP' | 'UDP' | 'TLS';
  readonly target: TargetPlan;
  readonly cause: Cause;
}

/** A service's port behind a listener. */
export interface TargetPlan {
  readonly service: string;
  readonly container: string;
  readonly containerPort: number;
  readonly protocol: 'HTTP' | 'HTTPS' | 'TCP' | 'UDP';
  readonly healthCheck: Decided<TargetHealthCheck>;
  /** Seconds. */
  readonly deregistrationDelay: number;
}

export interface TargetHealthCheck {
  readonly protocol: 'HTTP' | 'HTTPS' | 'TCP';
  /** The traffic port when undefined. */
  readonly port?: number;
  readonly path?: string;
  /** `200-499` */
  readonly matcher?: string;
  /** Seconds. */
  readonly interval?: number;
}

/** One log group for the project. */
export interface LogsPlan {
  readonly retention: Decided<number>;
}
