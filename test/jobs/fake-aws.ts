/**
 * An AWS of a few lines for the job handler: parameters, tasks that end as a script says, one stack's status and a
 * clock that only tests move. It keeps what ECS promises: one task for one client token.
 */
import type {
  ContainerState,
  JobAws,
  RunTaskRequest,
  TaskState,
} from '../../lib/constructs/jobs/handler/job-aws.js';

/** How a task ends, and after how many seconds. */
export interface TaskScript {
  readonly seconds: number;
  readonly containers: readonly ContainerState[];
  readonly stopCode?: string;
  readonly stoppedReason?: string;
}

export interface StartedTask {
  readonly arn: string;
  readonly request: RunTaskRequest;
  readonly startedAt: number;
  stopped?: { readonly reason: string; readonly at: number };
}

export interface FakeAws extends JobAws {
  readonly parameters: Map<string, string>;
  readonly tasks: StartedTask[];
  readonly logs: Map<string, readonly string[]>;
  /** What the state machine was started with, by the name of its execution. */
  readonly waits: Map<string, string>;
  /** What CloudFormation was answered, by the address. */
  readonly answers: Map<string, string>;
  /** What the next tasks do; the last one goes for all that follow. */
  scripts: TaskScript[];
  /** What the next RunTask requests meet instead of a task. */
  obstacles: ('not placed' | 'refused' | 'answer lost')[];
  status: string;
  clock: number;
}

export function container(exitCode: number | undefined, reason?: string, name = 'migrate'): ContainerState {
  return { name, exitCode, reason };
}

export const succeeds: TaskScript = { seconds: 40, containers: [container(0)] };
export const fails: TaskScript = { seconds: 40, containers: [container(3)] };
export const neverEnds: TaskScript = { seconds: Infinity, containers: [container(undefined)] };

export function fakeAws(): FakeAws {
  const aws: FakeAws = {
    parameters: new Map(),
    tasks: [],
    logs: new Map(),
    waits: new Map(),
    answers: new Map(),
    scripts: [succeeds],
    obstacles: [],
    status: 'CREATE_IN_PROGRESS',
    clock: Date.UTC(2026, 10, 23),
    now: () => aws.clock,
    startWaiting: async (_, name, input) => void aws.waits.set(name, aws.waits.get(name) ?? input),
    answer: async (url, text) => void aws.answers.set(url, text),
    readRecord: async (name) => aws.parameters.get(name),
    writeRecord: async (name, text) => void aws.parameters.set(name, text),
    deleteRecord: async (name) => void aws.parameters.delete(name),
    stackStatus: async () => aws.status,
    runTask: async (request) => {
      const obstacle = aws.obstacles.shift();
      if (obstacle === 'not placed') return { notPlaced: 'RESOURCE:ENI' };
      if (obstacle === 'refused')
        throw Object.assign(new Error('cannot assume the role'), { name: 'ClientException' });
      const same = aws.tasks.find((task) => task.request.clientToken === request.clientToken);
      const task = same ?? { arn: `arn:task/shop/t${aws.tasks.length + 1}`, request, startedAt: aws.clock };
      if (same === undefined) aws.tasks.push(task);
      if (obstacle === 'answer lost') throw new Error('socket hang up');
      return { task: task.arn };
    },
    describeTask: async (_, arn) => {
      const index = aws.tasks.findIndex((task) => task.arn === arn);
      const task = aws.tasks[index];
      return task === undefined
        ? undefined
        : stateOf(task, aws.scripts[index] ?? aws.scripts.at(-1), aws.clock);
    },
    stopTask: async (_, arn, reason) => {
      const task = aws.tasks.find((started) => started.arn === arn);
      if (task === undefined) throw new Error(`no such task: ${arn}`);
      task.stopped ??= { reason, at: aws.clock };
    },
    lastLogLines: async (group, stream, limit) => (aws.logs.get(`${group}:${stream}`) ?? []).slice(-limit),
  };
  return aws;
}

function stateOf(task: StartedTask, script: TaskScript | undefined, now: number): TaskState | undefined {
  const { seconds = 0, containers = [], stopCode = 'EssentialContainerExited', stoppedReason } = script ?? {};
  const ended = task.startedAt + seconds * 1000;
  const end = Math.min(ended, task.stopped?.at ?? Infinity);
  // ECS forgets a task an hour after its end.
  if (now > end + 3_600_000) return undefined;
  if (task.stopped !== undefined && task.stopped.at < ended)
    return {
      // It is given its stop timeout.
      lastStatus: now < task.stopped.at + 30_000 ? 'DEACTIVATING' : 'STOPPED',
      stopCode: 'UserInitiated',
      stoppedReason: task.stopped.reason,
      containers: [container(143)],
    };
  if (now < ended)
    return { lastStatus: 'RUNNING', stopCode: undefined, stoppedReason: undefined, containers: [] };
  return { lastStatus: 'STOPPED', stopCode, stoppedReason, containers };
}
