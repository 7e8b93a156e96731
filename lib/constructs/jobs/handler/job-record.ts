import type { JobAws } from './job-aws.js';
import type { JobEvent } from './job-event.js';

/**
 * What is remembered of a job beyond a request. It lives outside the stack, so that a rollback that removes the job
 * does not forget its success; it names the stack, so that a stack of the same name made anew starts afresh.
 */
export interface JobRecord {
  readonly stack: string;
  /** The content of the last task that succeeded. */
  readonly succeeded?: string;
  /** The latest request that asked for a run, and how far it got. */
  readonly run?: JobRun;
}

/** One request's run, through all its attempts. */
export interface JobRun {
  /** The CloudFormation request it runs for. */
  readonly request: string;
  readonly content: string;
  /** Milliseconds since 1970, when the request came: what the timeout counts from. */
  readonly since: number;
  /** Milliseconds since 1970, from when on a task is being started. */
  readonly starting: number;
  /** Answered requests to start a task: each gets a token of its own, so that a repeated one starts nothing. */
  readonly starts: number;
  /** Tasks that failed. */
  readonly failures: number;
  /** ARN of the task that runs, or that ended last. */
  readonly task?: string;
  /** Why no task is there. */
  readonly problem?: string;
}

/** The stack's record; an empty one when there is none, or only that of an earlier stack of the same name. */
export async function readRecord(event: JobEvent, aws: JobAws): Promise<JobRecord> {
  const text = await aws.readRecord(event.ResourceProperties.Record);
  const record = text === undefined ? undefined : parse(text);
  return record?.stack === event.StackId ? record : { stack: event.StackId };
}

/** What people have written over is as good as deleted: a stack must stay deletable. */
function parse(text: string): JobRecord | undefined {
  try {
    return JSON.parse(text) as JobRecord;
  } catch {
    return undefined;
  }
}

/** Replaces the record. */
export async function writeRecord(event: JobEvent, aws: JobAws, record: JobRecord): Promise<void> {
  await aws.writeRecord(event.ResourceProperties.Record, JSON.stringify(record));
}
