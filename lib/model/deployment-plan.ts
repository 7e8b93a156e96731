/**
 * The deployment plan: every decision about the deployment as plain, printable data. Each decision carries its cause
 * and the place in the Compose file that it rests on. Constructs spell the plan in CDK and decide nothing.
 * Arrays are sorted by name, so that the order of services in the Compose file changes nothing.
 */
import type { Cause, Decided } from './cause.js';
import type { Layout } from './layout.js';
import type { JobPlan, SchedulePlan, ServicePlan } from './service-plan.js';
import type { CertificatePlan, DomainPlan, LoadBalancerPlan } from './load-balancer-plan.js';
import type { ClusterPlan, VpcPlan } from './platform-plan.js';

export type { Cause, Decided } from './cause.js';
export type { Layout } from './layout.js';
export type {
  ContainerPlan,
  ContainerSettings,
  FilesPlan,
  FillPlan,
  HealthCheckPlan,
  ImagePlan,
  MountPlan,
  PortMappingPlan,
  TmpfsPlan,
  VolumesFromPlan,
} from './container-plan.js';
export type { LogRoutePlan, LogRouterPlan, SecretOptionPlan } from './log-plan.js';
export type {
  AccessPointPlan,
  CapacityShare,
  JobPlan,
  RolloutPlan,
  ScalingPlan,
  SchedulePlan,
  ServicePlan,
  StartDependency,
  TaskSize,
  TaskRolePlan,
  TaskVolume,
} from './service-plan.js';
export type {
  CertificatePlan,
  CertificateSource,
  DomainPlan,
  ExistingLoadBalancer,
  ListenerAction,
  ListenerPlan,
  LoadBalancerPlan,
  RoutePlan,
  TargetHealthCheck,
  TargetPlan,
  ZonePlan,
} from './load-balancer-plan.js';
export type { ClusterPlan, EndpointService, VpcPlan } from './platform-plan.js';
export type { ServiceConnectEndpoint, ServiceConnectPlan } from './service-connect-plan.js';

/** Everything that a deployment of a project makes. */
export interface DeploymentPlan {
  readonly project: string;
  /** The environment's name; undefined when none is declared. */
  readonly environment: string | undefined;
  readonly layout: Decided<Layout>;
  readonly vpc: VpcPlan;
  readonly cluster: ClusterPlan;
  readonly namespace: NamespacePlan;
  /** Zones for names with dots. */
  readonly nameDomains: readonly NameDomainPlan[];
  readonly networks: readonly NetworkPlan[];
  readonly services: readonly ServicePlan[];
  /** One for each service of kind `job`. */
  readonly jobs: readonly JobPlan[];
  /** One for each service of kind `schedule`. */
  readonly schedules: readonly SchedulePlan[];
  readonly loadBalancers: readonly LoadBalancerPlan[];
  readonly certificates: readonly CertificatePlan[];
  readonly domains: readonly DomainPlan[];
  readonly fileSystems: readonly FileSystemPlan[];
  readonly logs: LogsPlan;
  /** Of every resource that takes tags. */
  readonly tags: Readonly<Record<string, string>>;
  /** Images that the lock lacks: a deployment of this plan is stopped by a CloudFormation rule with these sentences. */
  readonly missingImages: readonly MissingImage[];
  /** What the bindings of the environment lack: stops a deployment in the same way. */
  readonly missingBindings: readonly MissingBinding[];
}

/** The Cloud Map private DNS namespace in which the project's names live. */
export interface NamespacePlan {
  /** The zone's name: `shop.internal`, or `shop-staging.internal`. */
  readonly domain: string;
  readonly cause: Cause;
}

/** A private DNS zone for names with dots: nothing else below its domain is found from the VPC. */
export interface NameDomainPlan {
  /** The parent of the names, in lower case: `org1.example.com`. */
  readonly domain: string;
  /** Whole: `peer0.org1.example.com`. */
  readonly names: readonly string[];
  readonly cause: Cause;
}

/** A Compose network: a security group whose members reach each other on every port. */
export interface NetworkPlan {
  /** The network's key in the Compose file, and the construct id. */
  readonly name: string;
  readonly internal: boolean;
  /** The id of a security group that exists already; undefined: one is made. */
  readonly existing: string | undefined;
  readonly members: readonly string[];
  readonly cause: Cause;
}

/** An image that the lock lacks, and what a deployment then says. */
export interface MissingImage {
  readonly service: string;
  /** The key in the image lock: a content tag or an image reference. */
  readonly key: string;
  /** What the deployment's refusal says. */
  readonly sentence: string;
}

/** Something that exists outside of the project and that no binding names. */
export interface MissingBinding {
  /** `volume data` */
  readonly what: string;
  /** What the deployment's refusal says. */
  readonly sentence: string;
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
  readonly settings: FileSystemSettings;
  readonly cause: Cause;
}

/** What `driver_opts` say about a file system that is made. */
export interface FileSystemSettings {
  readonly performanceMode?: 'generalPurpose' | 'maxIO';
  readonly throughputMode?: 'bursting' | 'elastic' | 'provisioned';
  /** MiB per second, for provisioned throughput. */
  readonly provisionedThroughput?: number;
  readonly backup?: boolean;
  /** `AFTER_30_DAYS`: when files that nobody reads move to cheaper storage. */
  readonly lifecycle?: string;
  /** The id or ARN of the KMS key that encrypts it; undefined: the one of Amazon EFS. */
  readonly kmsKey?: string;
}

/** One log group for the project. */
export interface LogsPlan {
  readonly retention: Decided<number>;
}
