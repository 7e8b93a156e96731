import { setTimeout } from 'node:timers/promises';
import type { Ecs, Task } from '../aws/ecs.js';
import { diagnose, type Checked } from '../diagnostics/diagnostic.js';
import { taskId } from './choose-task.js';

/** How a task is waited for. */
export interface TaskWait {
  readonly cluster: string;
  readonly task: Task;
  /** The container whose end ends the wait. */
  readonly container: string;
  readonly service: string;
  /** Milliseconds between two questions. */
  readonly pause: number;
  /** Called for each answer. */
  readonly onTask: (task: Task) => Promise<void>;
}

/**
 * Waits until a container of a task has ended; the value is its exit code. What else runs in the task is stopped then, and
 * so is the task when the signal is aborted, whose value is then undefined without a finding.
 */
export async function waitForTask(
  { cluster, task: { arn }, container: name, service, pause, onTask }: TaskWait,
  ecs: Pick<Ecs, 'tasksByArn' | 'stop'>,
  signal: AbortSignal,
): Promise<Checked<number>> {
  for (;;) {
    await setTimeout(pause, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) {
      const stopped = await ecs.stop(cluster, arn);
      return { value: undefined, diagnostics: stopped.diagnostics };
    }
    const described = await ecs.tasksByArn(cluster, [arn]);
    if (described.value === undefined) return { value: undefined, diagnostics: described.diagnostics };
    // ECS may know a new task a moment later than it has started it.
    const [task] = described.value;
    if (task === undefined) continue;
    await onTask(task);
    const container = task.containers.find((one) => one.name === name);
    const isOver = task.status === 'STOPPED' || container?.exitCode !== undefined;
    if (!isOver) continue;
    if (task.status === 'RUNNING') await ecs.stop(cluster, arn);
    if (container?.exitCode !== undefined) return { value: container.exitCode, diagnostics: [] };
    const reason = [task.stoppedReason, container?.reason].filter(Boolean).join('; ');
    return {
      value: undefined,
      diagnostics: [diagnose('run-without-exit', { service, task: taskId(arn), reason })],
    };
  }
}
