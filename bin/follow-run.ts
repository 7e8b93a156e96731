import { setTimeout } from 'node:timers/promises';
import type { Task } from '../lib/aws/ecs.js';
import { diagnose, type Diagnostic } from '../lib/diagnostics/diagnostic.js';
import { renderReport } from '../lib/diagnostics/report.js';
import { taskId } from '../lib/operate/choose-task.js';
import type { DeployedService } from '../lib/operate/deployment.js';
import { logDestination, logSource } from '../lib/operate/log-source.js';
import { newLines } from '../lib/operate/read-logs.js';
import { waitForTask } from '../lib/operate/wait-for-task.js';
import type { DeployedProject } from './deployed-project.js';
import { interruption } from './interruption.js';
import type { Machine } from './machine.js';

/** Milliseconds between two questions, and until the last lines of a container have come. */
const [pause, settling] = [2000, 5000];

/** A task that was started. */
export interface StartedRun extends Pick<DeployedProject, 'ecs' | 'region'> {
  readonly deployed: DeployedService;
  /** ARN. */
  readonly cluster: string;
  readonly task: Task;
}

/** Prints what a task writes until it has ended; resolves to the exit code of its container. Control-C stops the task. */
export async function followRun(
  { deployed, cluster, task, ecs, region }: StartedRun,
  machine: Machine,
): Promise<number> {
  const { stdout, stderr } = machine;
  const { name: service, container } = deployed;
  const report = (diagnostics: readonly Diagnostic[]): void =>
    stderr.write(renderReport(diagnostics, new Map(), { colour: stderr.colour }));
  const source = logSource(deployed);
  if (source === undefined)
    report([diagnose('logs-elsewhere', { service, destination: logDestination(container) })]);
  const { cloudWatchLogs } = await import('../lib/aws/cloudwatch-logs.js');
  const id = taskId(task.arn);
  const sources = source === undefined ? [] : [{ ...source, prefix: `${source.prefix}${id}` }];
  const next = newLines({ sources, from: Date.now() - 60_000, tail: undefined }, cloudWatchLogs(region));
  // What has been written is printed in any case: the task's end is told by ECS.
  const print = async (): Promise<void> => {
    const { value = [], diagnostics } = await next(new AbortController().signal);
    stdout.write(value.map(({ text }) => `${text}\n`).join(''));
    report(diagnostics);
  };
  let told = '';
  const onTask = async ({ status }: Task): Promise<void> => {
    if (status !== told) stderr.write(`task ${id}: ${status.toLowerCase()}\n`);
    told = status;
    await print();
  };
  const { signal, stopListening } = interruption(machine);
  const wait = { cluster, task, container: container.name, service, pause, onTask };
  const { value: code, diagnostics } = await waitForTask(wait, ecs, signal);
  stopListening();
  if (signal.aborted) {
    report(diagnostics);
    return 130;
  }
  await setTimeout(settling);
  await print();
  report(diagnostics);
  return code ?? 1;
}
