import type { JobAws } from './job-aws.js';
import type { JobEvent } from './job-event.js';
import { type JobRecord, type JobRun, readRecord, writeRecord } from './job-record.js';
import { lookAt } from './verdict.js';

/** What `isComplete` gets beside the request. */
export interface OnEventResult {
  readonly PhysicalResourceId: string;
  /** Milliseconds since 1970, when the request was taken. */
  readonly Taken: number;
  /** Why there is nothing to run for this request. */
  readonly Skipped?: string;
}

/**
 * Decides whether the request asks for a run, and writes the decision down; `isComplete` then starts the task and
 * follows it, so that nothing can fail between starting a task and remembering it.
 *
 * The physical id never changes, so no request ever replaces the resource.
 */
export async function onEvent(event: JobEvent, aws: JobAws): Promise<OnEventResult> {
  const { Record, Content } = event.ResourceProperties;
  const now = aws.now();
  const answer = { PhysicalResourceId: event.PhysicalResourceId ?? Record, Taken: now };
  const record = await readRecord(event, aws);
  if (event.RequestType === 'Delete') {
    await stopForGood(event, aws, record);
    return answer;
  }
  if (record.run?.request === event.RequestId) return answer;

  const rollback = (await aws.stackStatus(event.StackId)).includes('ROLLBACK');
  const settled = await settle(event, aws, record, rollback);
  if (rollback || settled.succeeded === Content) {
    await writeRecord(event, aws, settled);
    return {
      ...answer,
      Skipped: rollback ? 'the stack is rolling back' : 'this content has succeeded before',
    };
  }
  const run: JobRun = {
    request: event.RequestId,
    content: Content,
    since: now,
    starting: now,
    starts: 0,
    failures: 0,
  };
  const task = settled.run?.task;
  await writeRecord(event, aws, { ...settled, run: task === undefined ? run : { ...run, task } });
  return answer;
}

/**
 * Ends what an earlier request left: CloudFormation no longer waits for a job when another resource of the update
 * fails. Its success is kept; its running task is taken over while the content is still wanted, and stopped otherwise.
 */
async function settle(
  event: JobEvent,
  aws: JobAws,
  record: JobRecord,
  rollback: boolean,
): Promise<JobRecord> {
  const { run, ...rest } = record;
  if (run?.task === undefined) return rest;
  const { Cluster, Content } = event.ResourceProperties;
  const { state } = await lookAt(event.ResourceProperties, aws, { ...run, task: run.task });
  if (state === 'succeeded') return { ...rest, succeeded: run.content };
  if (state === 'failed') return rest;
  if (run.content === Content && !rollback) return record;
  await aws.stopTask(
    Cluster,
    run.task,
    rollback ? 'the deployment is rolling back' : 'a newer deployment has begun',
  );
  return rest;
}

/** Takes the run away from the request that follows it, which would see a failure and try again, and stops its task. */
async function stopForGood(event: JobEvent, aws: JobAws, record: JobRecord): Promise<void> {
  const { run } = record;
  if (run === undefined) return;
  await writeRecord(event, aws, { ...record, run: { ...run, request: event.RequestId } });
  if (run.task === undefined) return;
  const { state } = await lookAt(event.ResourceProperties, aws, { ...run, task: run.task });
  if (state === 'running')
    await aws.stopTask(event.ResourceProperties.Cluster, run.task, 'the job is removed from the stack');
}
