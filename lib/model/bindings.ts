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
  /** By the volume's key: an existing EFS file system, adopted on the user's word. */
  readonly fileSystems?: Readonly<Record<string, FileSystemBinding>>;
  /** By the key of an external network: the security group whose members reach each other. */
  readonly networks?: Readonly<Record<string, NetworkBinding>>;
}

/** An ECR repository. */
export interface RepositoryBinding {
  readonly name: string;
  /** Twelve digits; absent: the stack's own account. */
  readonly account?: string;
  /** Absent: the stack's own region. */
  readonly region?: string;
}

/** A secret of AWS Secrets Manager. */
export interface SecretBinding {
  /** Complete, with the six characters that Secrets Manager appends. */
  readonly arn: string;
  readonly version?: string;
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
