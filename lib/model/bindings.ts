/**
 * The bindings, `compose.<environment>.json`: where things are in one environment. Networked commands write them,
 * synthesis only reads them. No value of a secret is ever in them.
 */
export interface Bindings {
  readonly version: 1;
  /** The ECR repository that holds the project's built images; absent: a repository named after the project, in the stack's own account and region. */
  readonly repository?: { readonly name: string; readonly account?: string; readonly region?: string };
  /** By the secret's key in the Compose file: its complete ARN and the version that the tasks read. */
  readonly secrets?: Readonly<Record<string, { readonly arn: string; readonly version?: string }>>;
  /** By the volume's key: an existing EFS file system, adopted on the user's word. */
  readonly fileSystems?: Readonly<Record<string, { readonly id: string }>>;
}
