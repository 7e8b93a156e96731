/** The containers of a task. Names and units are those of the ECS container definition. */
import type { Cause, Decided } from './cause.js';
import type { LogRoutePlan, LogRouterPlan } from './log-plan.js';
import type { SecretVariablePlan } from './secret-plan.js';

/** One container of a task. */
export interface ContainerPlan {
  /** The Compose service's name, made fit for ECS: letters, digits, `-` and `_`. */
  readonly name: string;
  /** What puts it into this task. */
  readonly cause: Cause;
  readonly essential: boolean;
  readonly image: ImagePlan;
  readonly portMappings: readonly PortMappingPlan[];
  readonly mounts: readonly MountPlan[];
  /** Containers of the task whose mounts it has too. Absent: none. */
  readonly volumesFrom?: readonly VolumesFromPlan[];
  /** What stands in its image where Compose would mount it. */
  readonly files?: readonly FilesPlan[];
  /** What it copies from its image into volumes, before the service starts. Absent: it is no container for that. */
  readonly fills?: readonly FillPlan[];
  /** Memory file systems; they count against the task's memory. */
  readonly tmpfs: readonly TmpfsPlan[];
  /** The prefix of the container's log streams in the project's log group. */
  readonly logStreamPrefix: string;
  /** Where its logs go instead. Absent: to that log group. */
  readonly logRoute?: LogRoutePlan;
  /** Of the container that sends on the logs of the others. */
  readonly logRouter?: LogRouterPlan;
  readonly dependsOn: readonly {
    readonly container: string;
    readonly condition: 'START' | 'COMPLETE' | 'SUCCESS' | 'HEALTHY';
  }[];
  /** What single Compose keys say about the container: each field is set by one key, named in `causes`. */
  readonly settings: ContainerSettings;
  readonly causes: Readonly<Partial<Record<keyof ContainerSettings, Cause>>>;
  /** Settings that repeat the value of a secret: never shown to people. Absent: none. */
  readonly confidential?: readonly (keyof ContainerSettings)[];
  /** Variables that ECS fills with secrets, sorted; none of them is in `settings.environment`. */
  readonly secrets: readonly SecretVariablePlan[];
}

/** A container of the same task whose mounts another has too. */
export interface VolumesFromPlan {
  readonly container: string;
  readonly readOnly: boolean;
  readonly cause: Cause;
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
  readonly logging?: LoggingPlan;
  /** Restarts the container in place; a container that exits within the period is not restarted. */
  readonly restartPolicy?: { readonly ignoredExitCodes: readonly number[] };
}

/** How a container's output goes to CloudWatch Logs, where the Compose file says it. */
export interface LoggingPlan {
  /** In place of the service's name. */
  readonly streamPrefix?: string;
  /** What an event begins with, where it has several lines: a date, or a pattern. */
  readonly datetimeFormat?: string;
  readonly multilinePattern?: string;
  /** The container waits when CloudWatch Logs does, instead of losing lines. */
  readonly isBlocking?: true;
  /** MiB. */
  readonly bufferSize?: number;
}

/** What ECS runs inside a container to tell that it is healthy. */
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
  /** ECR: the repository's name or, when the bindings name account and region, its whole URI. Else `docker.io/library/redis`. */
  readonly repository: string;
  /** Of a name in ECR: in whose registry it is and where, when the bindings say one of both; absent: the stack's own. */
  readonly account?: string;
  readonly region?: string;
  /** Of a copy in the project's own repository: what it copies, `docker.io/library/redis`. */
  readonly copyOf?: string;
  /** The content tag of a built image, or the tag that the Compose file names. */
  readonly tag: string;
  /** `sha256:…` */
  readonly digest: string | undefined;
  /** The ARN of the secret with the credentials of a private registry. */
  readonly credentials?: Decided<string>;
  readonly cause: Cause;
}

/** A port that a container listens on. */
export interface PortMappingPlan {
  readonly containerPort: number;
  readonly protocol: 'tcp' | 'udp';
  /** What Service Connect calls it, where it forwards the port. */
  readonly name?: string;
  /** What is spoken there; absent: TCP, as far as Service Connect knows. */
  readonly appProtocol?: 'http' | 'http2' | 'grpc';
  readonly cause: Cause;
}

/** A volume of the task, as one container sees it. */
export interface MountPlan {
  /** The name of one of the service's task volumes. */
  readonly volume: string;
  readonly containerPath: string;
  readonly readOnly: boolean;
  readonly cause: Cause;
}

/** Files that a container finds in its image. */
export interface FilesPlan {
  /**
   * `copied`: laid over the image; `linked`: a link to what is written when the task starts; `left`: the image, or
   * Fargate, has it anyway; `kept`: what the image itself has there.
   */
  readonly kind: 'copied' | 'linked' | 'left' | 'kept';
  /** `./nginx.conf`, `config app` */
  readonly source: string;
  readonly containerPath: string;
  readonly cause: Cause;
}

/** What is copied from an image into a volume. */
export interface FillPlan {
  /** `while empty`: all that the image has there, as Docker does; `each start`: a file that is mounted into the volume. */
  readonly when: 'while empty' | 'each start';
  /** The name of one of the service's task volumes. */
  readonly volume: string;
  /** Absolute, in the image. */
  readonly source: string;
  readonly cause: Cause;
}

/** A memory file system of a container. */
export interface TmpfsPlan {
  readonly containerPath: string;
  /** MiB. */
  readonly size: number;
  readonly mountOptions: readonly string[];
  readonly cause: Cause;
}
