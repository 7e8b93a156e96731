import type { Layout } from '../model/layout.js';

import type { LoadBalancerBinding } from '../model/bindings.js';

/** What the caller decides about a deployment beside the Compose file. Everything has a default. */
export interface PlanOptions {
  /**
   * The environment's name: part of every name and of every volume's identity.
   *
   * @default - no environments are declared
   */
  readonly environment?: string;
  /**
   * `given`: the caller brings a VPC.
   *
   * @default 'create'
   */
  readonly vpc?: 'create' | 'given';
  /**
   * The `domain-name` of the DHCP option set of a VPC that is not made: where it is the project's namespace, bare names
   * resolve there by themselves.
   *
   * @default - `vpc.searchDomain` of the bindings; else each task adds the namespace to its search list when it starts
   */
  readonly searchDomain?: string;
  /**
   * The way out to the internet of tasks, in a VPC that is created.
   *
   * @default 'nat-gateway'
   */
  readonly egress?: 'nat-gateway' | 'nat-gateway-per-zone' | 'public';
  /**
   * Availability zones of a VPC that is created; load balancers need two.
   *
   * @default 2
   */
  readonly zones?: number;
  /**
   * Whether each service's own resources stand in a nested stack of their own. A deployed stack keeps its layout: the
   * names of its services exist once, and CloudFormation refuses to make them in another place.
   *
   * @default - flat, or nested where one stack would not hold everything
   */
  readonly layout?: Layout;
  /**
   * Deploys what services share, and no service: data, addresses and the network stay. For a change of layout, or while
   * nobody needs the environment.
   *
   * @default false
   */
  readonly paused?: boolean;
  /**
   * The ARN of a certificate for HTTP ports of projects that ask for none: they speak HTTPS, and HTTP redirects.
   *
   * @default - HTTP, unless the Compose file asks for a certificate or a domain
   */
  readonly certificate?: string;
  /**
   * Load balancers that the caller brings: the project's ports to the internet are published on them, where the Compose
   * file names none itself.
   *
   * @default - they are made
   */
  readonly loadBalancers?: {
    readonly application?: LoadBalancerBinding;
    readonly network?: LoadBalancerBinding;
  };
  /**
   * The environments that are declared, when none of them was selected: the plan shows the first, and a deployment of
   * it is refused.
   *
   * @default - an environment is selected, or none is declared
   */
  readonly undecided?: readonly string[];
}
