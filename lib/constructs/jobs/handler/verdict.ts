import type { JobAws, TaskState } from './job-aws.js';
import type { JobProperties } from './job-event.js';
import type { JobRun } from './job-record.js';

/** What became of a run's task. */
export type Verdict = { readonly state: 'running' } | { readonly state: 'succeeded' } | FailedTask;

/** Why a task failed, and where to read on. */
export interface FailedTask {
  readonly state: 'failed';
  readonly reason: string;
  /** The container whose log lines explain it. */
  readonly container: string;
  /** Somebody stopped the task: another attempt is not wanted. */
  readonly byHand: boolean;
}

/** ECS may take this long until it can describe a task that it has just started. */
const visibleAfter = 2 * 60_000;

/** Looks at a run's task. ECS forgets a task about an hour after its end. */
export async function lookAt(
  job: JobProperties,
  aws: JobAws,
  run: JobRun & { task: string },
): Promise<Verdict> {
  const task = await aws.describeTask(job.Cluster, run.task);
  if (task !== undefined) return verdict(task, job.Container);
  if (aws.now() - run.starting < visibleAfter) return { state: 'running' };
  return {
    state: 'failed',
    reason: 'ECS does not know its task any more',
    container: job.Container,
    byHand: false,
  };
}

/**
 * A job has succeeded when its own container ended by itself with exit code 0. A task that was stopped from outside
 * (by a person, by Spot) has not, even where the program left with 0 on SIGTERM.
 */
export function verdict(task: TaskState, container: string): Verdict {
  if (task.lastStatus !== 'STOPPED') return { state: 'running' };
  const own = task.containers.find(({ name }) => name === container);
  if (task.stopCode === 'EssentialContainerExited' && own?.exitCode === 0) return { state: 'succeeded' };
  const culprit = [own, ...task.containers].find((state) => (state?.exitCode ?? 0) !== 0) ?? own;
  const exit =
    culprit?.exitCode === undefined
      ? 'its container did not run'
      : `container ${culprit.name} exited with code ${culprit.exitCode}`;
  const because = [task.stoppedReason, culprit?.reason, task.stopCode].filter(
    (text): text is string => text !== undefined && text !== '',
  );
  return {
    state: 'failed',
    reason: [exit, ...new Set(because)].join('; '),
    container: culprit?.name ?? container,
    byHand: task.stopCode === 'UserInitiated',
  };
}
