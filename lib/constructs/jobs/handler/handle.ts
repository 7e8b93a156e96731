import { isComplete, type IsCompleteResult } from './is-complete.js';
import type { JobAws } from './job-aws.js';
import type { JobEvent } from './job-event.js';
import { JobFailed } from './job-failed.js';
import { onEvent } from './on-event.js';

/**
 * Takes a request of CloudFormation and lets the state machine wait for it, or, called by that, takes the wait one step
 * further. CloudFormation is answered exactly when this says that it is complete.
 */
export async function handle(event: JobEvent, aws: JobAws): Promise<IsCompleteResult> {
  const isWaiting = event.Taken !== undefined;
  try {
    if (event.Error !== undefined) throw new JobFailed(unexpected(event));
    if (!isWaiting) {
      const waiting: JobEvent = { ...event, ...(await onEvent(event, aws)) };
      await aws.startWaiting(event.ResourceProperties.Waiter, event.RequestId, JSON.stringify(waiting));
      return { IsComplete: false };
    }
    if (!(await isComplete(event, aws)).IsComplete) return { IsComplete: false };
  } catch (error) {
    // The state machine asks again, and reports what happens every time.
    if (isWaiting && !(error instanceof JobFailed)) throw error;
    await answer(event, aws, error instanceof Error ? error.message : String(error));
    return { IsComplete: true };
  }
  await answer(event, aws);
  return { IsComplete: true };
}

/** `reason`: why the request failed. */
function answer(event: JobEvent, aws: JobAws, reason?: string): Promise<void> {
  const { RequestId, StackId, LogicalResourceId, PhysicalResourceId, ResourceProperties } = event;
  const body = {
    Status: reason === undefined ? 'SUCCESS' : 'FAILED',
    ...(reason === undefined ? {} : { Reason: reason }),
    PhysicalResourceId: PhysicalResourceId ?? ResourceProperties.Record,
    StackId,
    RequestId,
    LogicalResourceId,
  };
  return aws.answer(event.ResponseURL, JSON.stringify(body));
}

function unexpected({ Error: error = {}, ResourceProperties: { Job } }: JobEvent): string {
  const { Error: name = 'Error', Cause: cause = '' } = error;
  return `job ${Job} failed: it could not be followed: ${name}: ${messageOf(cause)}`.slice(0, 1000);
}

/** A function that throws tells its cause as JSON; one that is out of time or memory, in words. */
function messageOf(cause: string): string {
  try {
    const { errorMessage } = JSON.parse(cause) as { readonly errorMessage?: string };
    return errorMessage ?? cause;
  } catch {
    return cause;
  }
}
