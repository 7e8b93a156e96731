/**
 * The Lambda function behind every job of a stack: bundled into ../asset/index.js, which is what is deployed. It runs a
 * job's task once per change of its content and makes the deployment wait for it.
 */
import { isComplete as followRun, type IsCompleteResult } from './is-complete.js';
import { jobAwsSdk } from './job-aws-sdk.js';
import type { JobEvent } from './job-event.js';
import { onEvent as takeRequest, type OnEventResult } from './on-event.js';

const aws = jobAwsSdk();

/** Called once for each request of CloudFormation. */
export function onEvent(event: JobEvent): Promise<OnEventResult> {
  return takeRequest(event, aws);
}

/** Called every few seconds until it says yes or throws. */
export function isComplete(event: JobEvent): Promise<IsCompleteResult> {
  return followRun(event, aws);
}
