/** What all services of a project stand on. */
import type { Decided } from './cause.js';

/** The network that everything runs in. */
export type VpcPlan =
  | {
      readonly kind: 'create';
      readonly zones: number;
      readonly egress: Decided<'nat-gateway' | 'nat-gateway-per-zone' | 'public' | 'none'>;
      /** Ways to AWS for tasks that have no way out to the internet. `s3` is a gateway, the others are interfaces. */
      readonly endpoints: readonly Decided<EndpointService>[];
      /** The resolver's search list of every task, so that bare service names resolve. */
      readonly searchDomain: string;
      /** Whether tasks have public addresses. */
      readonly publicIp: Decided<boolean>;
    }
  /** One that the Compose file names and the bindings describe. Its search list is not ours to set. */
  | {
      readonly kind: 'existing';
      readonly id: Decided<string>;
      /** `10.0.0.0/16`: whence requests to internal load balancers come; undefined where there are none. */
      readonly cidr: string | undefined;
      readonly availabilityZones: readonly string[];
      readonly publicSubnets: readonly string[];
      readonly privateSubnets: readonly string[];
      /** The subnets that tasks run in. */
      readonly subnets: Decided<readonly string[]>;
      readonly publicIp: Decided<boolean>;
      /** What tasks add to their search list when they start. Undefined: bare names resolve already, or there are none. */
      readonly addedSearchDomain: Decided<string> | undefined;
    }
  /** One that the caller of the library brought. */
  | {
      readonly kind: 'given';
      /** Undefined: private ones where there are any. */
      readonly subnets: Decided<'public' | 'private'> | undefined;
      /** Undefined: in public subnets. */
      readonly publicIp: Decided<boolean> | undefined;
      /** As in a VPC that the Compose file names. */
      readonly addedSearchDomain: Decided<string> | undefined;
    };

/** The AWS services that a task needs before its first line of output, and for a shell in it. */
export type EndpointService =
  'ecr.api' | 'ecr.dkr' | 's3' | 'logs' | 'ssmmessages' | 'ecs-agent' | 'secretsmanager' | 'ssm';

/** The ECS cluster that tasks run in. */
export type ClusterPlan =
  { readonly kind: 'create' } | { readonly kind: 'existing'; readonly nameOrArn: Decided<string> };
