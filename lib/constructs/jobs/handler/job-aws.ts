/**
 * What the job handler asks of AWS. The handler's decisions are written against this port; `job-aws-sdk.ts` is the one
 * file that knows the SDK.
 */
export interface JobAws {
  readRecord(name: string): Promise<string | undefined>;
  writeRecord(name: string, text: string): Promise<void>;
  deleteRecord(name: string): Promise<void>;
  /** CloudFormation's word for what the stack is doing: `UPDATE_ROLLBACK_IN_PROGRESS`. */
  stackStatus(stackId: string): Promise<string>;
  /** Rejects when ECS refuses the request. */
  runTask(request: RunTaskRequest): Promise<RunTaskResult>;
  /** Undefined when ECS knows no such task: not yet, or, an hour after its end, no longer. */
  describeTask(cluster: string, task: string): Promise<TaskState | undefined>;
  stopTask(cluster: string, task: string, reason: string): Promise<void>;
  /** The last lines of a log stream, oldest first; none when there is no such stream. */
  lastLogLines(logGroup: string, stream: string, limit: number): Promise<readonly string[]>;
  /** Starts the state machine that calls the handler again; once for one name. */
  startWaiting(stateMachine: string, name: string, input: string): Promise<void>;
  /** Puts an answer where CloudFormation waits for it. */
  answer(url: string, text: string): Promise<void>;
  /** Milliseconds since 1970. */
  now(): number;
}

/** What a task is started with. */
export interface RunTaskRequest {
  readonly cluster: string;
  readonly taskDefinition: string;
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
  readonly assignPublicIp: 'ENABLED' | 'DISABLED';
  readonly capacity: readonly {
    readonly provider: string;
    readonly weight: number;
    readonly base?: number;
  }[];
  readonly startedBy: string;
  /** ECS starts one task for one token, however often it is asked within 24 hours. */
  readonly clientToken: string;
}

/** ECS answers a request that it cannot place with HTTP 200 and the reason. */
export type RunTaskResult = { readonly task: string } | { readonly notPlaced: string };

/** A task as ECS describes it. */
export interface TaskState {
  readonly lastStatus: string;
  readonly stopCode: string | undefined;
  readonly stoppedReason: string | undefined;
  readonly containers: readonly ContainerState[];
}

/** A container of a task. `exitCode` is undefined until it has ended, and when it never ran. */
export interface ContainerState {
  readonly name: string;
  readonly exitCode: number | undefined;
  readonly reason: string | undefined;
}
