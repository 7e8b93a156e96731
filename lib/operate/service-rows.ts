import type { EcsService, Task, TaskContainer } from '../aws/ecs.js';
import type { JobRunRecord } from '../aws/job-runs.js';
import type { DeployedService } from './deployment.js';
import type { ServiceRow } from './service-row.js';

/** What AWS answered about one Compose service. */
export interface ServiceStatus {
  readonly deployed: DeployedService;
  /** Tasks that are to run, and tasks that are to stop. */
  readonly tasks: readonly Task[];
  readonly stopped: readonly Task[];
  readonly reachedAt: readonly string[];
  /** Of a job that ECS remembers no task of. */
  readonly jobRun: JobRunRecord | undefined;
  /** By digest: tags of the image lock. */
  readonly tags: ReadonlyMap<string, string>;
}

/** The row of a service of the project that is not deployed. */
export function absentRow(service: string): ServiceRow {
  return { service, state: 'not deployed', reachedAt: [] };
}

/** The row of a service, from what AWS answered. */
export function serviceRow(status: ServiceStatus): ServiceRow {
  const { deployed, reachedAt, tags } = status;
  const { name: service, container, ecsService } = deployed;
  const tag = tags.get(container.image.split('@')[1] ?? '');
  const known = { service, image: container.image, ...(tag === undefined ? {} : { tag }), reachedAt };
  return ecsService === undefined
    ? { ...known, ...runOf(status) }
    : { ...known, ...ofEcsService(status, ecsService) };
}

function ofEcsService(
  { deployed: { container }, tasks, stopped }: ServiceStatus,
  ecsService: EcsService,
): Pick<ServiceRow, 'state' | 'tasks' | 'health' | 'rollout' | 'lastEvent' | 'lastStop'> {
  const { desired, pending, deployments, events } = ecsService;
  const own = containersOf(tasks, container.name).filter(({ status }) => status === 'RUNNING');
  const count = (health: TaskContainer['health']) => own.filter((one) => one.health === health).length;
  const rollout = deployments.find(({ status }) => status === 'PRIMARY') ?? deployments[0];
  const isChanging =
    rollout?.rollout === 'IN_PROGRESS' || deployments.length > 1 || own.length !== desired || pending > 0;
  const state =
    rollout?.rollout === 'FAILED'
      ? 'failing'
      : isChanging
        ? 'changing'
        : desired === 0
          ? 'stopped'
          : 'steady';
  const isQuiet = state === 'steady' || state === 'stopped';
  const [event] = events;
  const last = latest(stopped);
  return {
    state,
    tasks: { desired, running: own.length, pending },
    ...(container.hasHealthCheck && {
      health: { healthy: count('HEALTHY'), unhealthy: count('UNHEALTHY'), starting: count('UNKNOWN') },
    }),
    ...(rollout?.rollout !== undefined && {
      rollout: { state: rollout.rollout, ...(rollout.reason && { reason: rollout.reason }) },
    }),
    ...(!isQuiet && event && { lastEvent: { at: event.at.toISOString(), message: event.message } }),
    ...(!isQuiet &&
      last && { lastStop: { ...when(last.stoppedAt), reason: whyStopped(last, container.name) } }),
  };
}

function runOf({
  deployed: { container },
  tasks,
  stopped,
  jobRun,
}: ServiceStatus): Pick<ServiceRow, 'state' | 'lastRun'> {
  const running = latest(tasks);
  if (running !== undefined) return { state: 'running', lastRun: when(running.createdAt) };
  const last = latest(stopped);
  if (last === undefined) return jobRun === undefined ? { state: 'idle' } : remembered(jobRun);
  const [{ exitCode } = { exitCode: undefined }] = containersOf([last], container.name);
  const ended = { ...when(last.stoppedAt), ...(exitCode === undefined ? {} : { exitCode }) };
  return exitCode === 0
    ? { state: 'succeeded', lastRun: ended }
    : { state: 'failed', lastRun: { ...ended, reason: whyStopped(last, container.name) } };
}

function remembered({ since, succeeded, problem }: JobRunRecord): Pick<ServiceRow, 'state' | 'lastRun'> {
  const reason = succeeded || problem === undefined ? {} : { reason: problem };
  return { state: succeeded ? 'succeeded' : 'failed', lastRun: { ...when(since), ...reason } };
}

/** ECS says of a task that a container exited; which code it exited with stands at the container. */
function whyStopped(task: Task, container: string): string {
  const [own] = containersOf([task], container);
  return [
    task.stoppedReason ?? 'stopped',
    ...(own?.exitCode === undefined ? [] : [`${container} exited with ${own.exitCode}`]),
    ...(own?.reason === undefined ? [] : [own.reason]),
  ].join('; ');
}

function containersOf(tasks: readonly Task[], name: string): readonly TaskContainer[] {
  return tasks.flatMap(({ containers }) => containers.filter((one) => one.name === name));
}

function latest(tasks: readonly Task[]): Task | undefined {
  return tasks.toSorted((a, b) => Number(b.createdAt ?? 0) - Number(a.createdAt ?? 0))[0];
}

function when(at: Date | undefined): { readonly at?: string } {
  return at === undefined ? {} : { at: at.toISOString() };
}
