/**
 * The Lambda function behind every job of a stack: bundled into ../asset/index.js, which is what is deployed. It runs a
 * job's task once per change of its content and makes the deployment wait for it.
 */
import { handle } from './handle.js';
import type { IsCompleteResult } from './is-complete.js';
import { jobAwsSdk } from './job-aws-sdk.js';
import type { JobEvent } from './job-event.js';

const aws = jobAwsSdk();

/** Called by CloudFormation for each request, and then by the state machine until it says that it is complete. */
export function handler(event: JobEvent): Promise<IsCompleteResult> {
  return handle(event, aws);
}
