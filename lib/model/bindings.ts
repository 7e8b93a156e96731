/**
 * The bindings, `compose.<environment>.json`: where things are in one environment. Networked commands write them,
 * synthesis only reads them. No value of a secret is ever in them. People may edit them by hand.
 */
export interface Bindings {
  readonly version: 1;
  /** The ECR repository that holds the project's built images; absent: a repository named after the project, in the stack's own account and region. */
  readonly repository?: RepositoryBinding;
  /** By the secret's key in the Compose file: its complete ARN and the version that the tasks read. */
  readonly secrets?: Readonly<Record<string, SecretBinding>>;
  /** By the key of an external config: the parameter that holds it. */
  readonly configs?: Readonly<Record<string, ConfigBinding>>;
  /** By service: the secret that holds the values of its environment that look secret, a key for each variable. */
  readonly variables?: Readonly<Record<string, SecretBinding>>;
  /** By the volume's key: an existing EFS file system, adopted on the user's word. */
  readonly fileSystems?: Readonly<Record<string, FileSystemBinding>>;
  /** By the key of an external network: the security group whose members reach each other. */
  readonly networks?: Readonly<Record<string, NetworkBinding>>;
  /** The VPC that `x-aws-vpc` names. */
  readonly vpc?: VpcBinding;
  /** The load balancer that `x-aws-loadbalancer` names. */
  readonly loadBalancer?: LoadBalancerBinding;
  /** By domain: the certificate for it. */
  readonly certificates?: Readonly<Record<string, CertificateBinding>>;
  /** By the zone's name (`example.com`): the hosted zone in which domains get their records. */
  readonly zones?: Readonly<Record<string, ZoneBinding>>;
}

/**
 * The name of an environment's bindings in a project's folder. A project that declares no environments has one without a
 * name, and bindings like any other.
 */
export function bindingsName(environment: string | undefined): string {
  return `compose.${environment ?? 'bindings'}.json`;
}

/** An ECR repository. */
export interface RepositoryBinding {
  readonly name: string;
  /** Twelve digits; absent: the stack's own account. */
  readonly account?: string;
  /** Absent: the stack's own region. */
  readonly region?: string;
}

/** A secret of AWS Secrets Manager: where it is and what it looks like, never what it holds. */
export interface SecretBinding {
  /** Complete, with the six characters that Secrets Manager appends. */
  readonly arn: string;
  /** The id of the version that tasks read; absent: the one that is labelled AWSCURRENT when they start. */
  readonly version?: string;
  /** How bytes that are no text are stored; absent: the text as it is. */
  readonly encoding?: 'base64';
  /** The keys of the JSON object that it holds, sorted; absent: it is not read by keys. */
  readonly keys?: readonly string[];
  /** The ARN of the key that encrypts it, when it is the account's own and not the one of Secrets Manager. */
  readonly kmsKey?: string;
}

/** A parameter of AWS Systems Manager. Tasks read its latest version when they start: ECS can name no other. */
export interface ConfigBinding {
  readonly arn: string;
  /** The ARN of the key that encrypts it, when it is a SecureString under a key of the account's own. */
  readonly kmsKey?: string;
}

/** An EFS file system. */
export interface FileSystemBinding {
  /** `fs-…` */
  readonly id: string;
}

/** A network of others: a security group that exists already. */
export interface NetworkBinding {
  /** `sg-…` */
  readonly securityGroup: string;
}

/** A VPC, with the subnets that may be used. Zones repeat in the same order where a kind has several subnets in each. */
export interface VpcBinding {
  /** `vpc-…` */
  readonly id: string;
  /** `10.0.0.0/16`: needed for internal load balancers. */
  readonly cidr?: string;
  readonly availabilityZones: readonly string[];
  /** One in each zone, in the order of the zones. */
  readonly publicSubnets?: readonly string[];
  readonly privateSubnets?: readonly string[];
  /** The `domain-name` of its DHCP option set, in which bare names are looked up. */
  readonly searchDomain?: string;
}

/** A load balancer. */
export interface LoadBalancerBinding {
  readonly arn: string;
  readonly securityGroups: readonly string[];
  /** Its own DNS name and the hosted zone of Elastic Load Balancing that this is in: needed for `x-aws-domain`. */
  readonly dnsName?: string;
  readonly hostedZone?: string;
  /** By port: the ARN of a listener that exists and gets our rules. */
  readonly listeners?: Readonly<Record<string, string>>;
}

/** A certificate of AWS Certificate Manager. */
export interface CertificateBinding {
  readonly arn: string;
}

/** A hosted zone of Route 53. */
export interface ZoneBinding {
  readonly id: string;
}
