import type { JobAws } from './job-aws.js';
import type { JobEvent } from './job-event.js';
import { JobFailed, jobFailed } from './job-failed.js';
import { type JobRecord, type JobRun, readRecord, writeRecord } from './job-record.js';
import { startTask } from './start-task.js';
import { lookAt } from './verdict.js';

/** Whether the deployment may go on. */
export interface IsCompleteResult {
  readonly IsComplete: boolean;
}

/** A read may for a moment miss what was written just before. */
const readableAfter = 60_000;

/**
 * Takes the run one step further and says whether the deployment may go on. Throws what the deployment fails with.
 * Called again and again by the state machine that waits for a request, and once more when an answer got lost.
 */
export async function isComplete(event: JobEvent, aws: JobAws): Promise<IsCompleteResult> {
  if (event.RequestType === 'Delete') return { IsComplete: await isGone(event, aws) };
  if (event.Skipped !== undefined) return { IsComplete: true };
  const record = await readRecord(event, aws);
  const { run } = record;
  if (run?.request !== event.RequestId) {
    if (aws.now() - (event.Taken ?? 0) < readableAfter) return { IsComplete: false };
    throw new JobFailed(`job ${event.ResourceProperties.Job}: a later request has taken this one's place`);
  }
  if (record.succeeded === run.content) return { IsComplete: true };
  if (run.task !== undefined)
    return { IsComplete: await follow(event, aws, record, { ...run, task: run.task }) };
  await startTask(event, aws, record, run);
  return { IsComplete: false };
}

async function follow(
  event: JobEvent,
  aws: JobAws,
  record: JobRecord,
  run: JobRun & { readonly task: string },
): Promise<boolean> {
  const job = event.ResourceProperties;
  const result = await lookAt(job, aws, run);
  if (result.state === 'succeeded') {
    await writeRecord(event, aws, { ...record, succeeded: run.content });
    return true;
  }
  if (result.state === 'failed') {
    const failures = run.failures + 1;
    if (result.byHand || failures >= Number(job.Attempts))
      throw await jobFailed(event, aws, { ...result, task: run.task });
    const { task: _, ...rest } = run;
    await startTask(event, aws, record, { ...rest, starting: aws.now(), failures });
    return false;
  }
  if (aws.now() - run.since < Number(job.Timeout) * 1000) return false;
  await aws.stopTask(job.Cluster, run.task, `the job's timeout of ${job.Timeout} seconds is over`);
  const reason =
    `it ran longer than its timeout of ${job.Timeout} seconds and was stopped; x-aws-job.timeout can be up to 55m, ` +
    'as CloudFormation waits an hour at most';
  throw await jobFailed(event, aws, { reason, container: job.Container, task: run.task });
}

/** Waits until the task has released its network interface; the record goes when the whole stack does. */
async function isGone(event: JobEvent, aws: JobAws): Promise<boolean> {
  const job = event.ResourceProperties;
  const { run } = await readRecord(event, aws);
  if (run?.task !== undefined && (await lookAt(job, aws, { ...run, task: run.task })).state === 'running')
    return false;
  // A record left behind does no harm, a resource that cannot be deleted does.
  const status = await aws.stackStatus(event.StackId).catch(() => 'unknown');
  if (status === 'DELETE_IN_PROGRESS') await aws.deleteRecord(job.Record);
  return true;
}
