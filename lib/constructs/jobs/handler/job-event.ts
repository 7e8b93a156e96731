/**
 * The custom resource's properties, as `ComposeJob` writes them and as the handler gets them: CloudFormation hands
 * every number over as text.
 */
export interface JobProperties {
  /** The Compose service's name. */
  readonly Job: string;
  /** A hash of what the task is: the job runs when it changes, and only then. */
  readonly Content: string;
  /** The name of the SSM parameter that remembers what has succeeded. */
  readonly Record: string;
  /** ARN. */
  readonly Cluster: string;
  /** ARN of the revision. */
  readonly TaskDefinition: string;
  /** The container whose exit code is the job's. */
  readonly Container: string;
  readonly Subnets: readonly string[];
  readonly SecurityGroups: readonly string[];
  readonly AssignPublicIp: 'ENABLED' | 'DISABLED';
  readonly Capacity: readonly {
    readonly Provider: string;
    readonly Weight: string;
    readonly Base?: string;
  }[];
  /** By container name, where its lines go; a container with another log driver is not in it. */
  readonly Logs: Readonly<Record<string, { readonly Group: string; readonly Prefix: string }>>;
  /** Seconds, all attempts together. */
  readonly Timeout: string;
  readonly Attempts: string;
  /** ARN of the state machine that waits for the job. */
  readonly Waiter: string;
}

/** A request of CloudFormation, and what is added to it while it waits. */
export interface JobEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly RequestId: string;
  /** Where CloudFormation waits for the answer: a signed address of Amazon S3. */
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: JobProperties;
  /** Of what `onEvent` answered: milliseconds since 1970, when it took the request. */
  readonly Taken?: number;
  /** Of what `onEvent` answered: why there is nothing to run for this request. */
  readonly Skipped?: string;
  /** Of the state machine: what the handler failed with, again and again. */
  readonly Error?: { readonly Error?: string; readonly Cause?: string };
}
