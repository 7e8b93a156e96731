import type { JobAws } from './job-aws.js';
import type { JobEvent } from './job-event.js';

const lines = 20;
// The whole answer to CloudFormation may have 4096 bytes, identifiers included.
const bytes = 2500;

/** Fails the deployment; its message is the reason that CloudFormation shows. */
export class JobFailed extends Error {
  public override readonly name = 'JobFailed';
}

/** The failure of a task: what happened, where its log is, and the last lines of it, as many as fit. */
export async function jobFailed(
  event: JobEvent,
  aws: JobAws,
  failure: { readonly reason: string; readonly task: string; readonly container: string },
): Promise<JobFailed> {
  const { Job, Logs } = event.ResourceProperties;
  const id = failure.task.slice(failure.task.lastIndexOf('/') + 1);
  const head = `job ${Job} failed: ${failure.reason} (task ${id})`;
  const log = Logs[failure.container];
  if (log === undefined) return new JobFailed(`${head}; its log is not in CloudWatch`);
  const stream = `${log.Prefix}/${failure.container}/${id}`;
  // Why the job failed matters more than why its log cannot be read.
  const written = await aws
    .lastLogLines(log.Group, stream, lines)
    .catch((error: unknown) => [`(not to be read: ${String(error)})`]);
  const place = `log group ${log.Group}, stream ${stream}`;
  if (written.length === 0) return new JobFailed(`${head}; it logged nothing (${place})`);
  return new JobFailed(fit(`${head}; last lines (${place}):`, written));
}

/** Leaves out the oldest lines, and at last the beginning of the newest, until the text fits. */
function fit(head: string, written: readonly string[]): string {
  for (let first = 0; first < written.length; first++) {
    const text = [head, ...written.slice(first)].join('\n');
    if (size(text) <= bytes) return text;
  }
  let tail = written.at(-1) ?? '';
  while (tail !== '' && size(`${head}\n…${tail}`) > bytes) tail = tail.slice(Math.ceil(tail.length / 10));
  return `${head}\n…${tail}`;
}

function size(text: string): number {
  return Buffer.byteLength(JSON.stringify(text));
}
