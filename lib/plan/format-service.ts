import type {
  CapacityShare,
  Decided,
  RolloutPlan,
  ScalingPlan,
  ServicePlan,
  StartDependency,
} from '../model/deployment-plan.js';
import { containerLines } from './format-container.js';
import { serviceConnectLines } from './format-service-connect.js';
import type { Line } from './page.js';
import { printMemory } from './task-size.js';

/** What stands elsewhere in the plan, and is told with a task. */
export interface AroundTask {
  /** The decisions that only jobs and schedules have. */
  readonly runs: readonly Line[];
  /** What the other tasks are, by service. */
  readonly kinds: ReadonlyMap<string, ServicePlan['kind']['value']>;
}

/** The decisions about one task. What nothing in the Compose file states stands together on one line. */
export function serviceLines(service: ServicePlan, { runs, kinds }: AroundTask): readonly Line[] {
  const { name, kind, size, rollout, healthCheckGracePeriod: grace } = service;
  const heading = ['services', name];
  const isKept = kind.value === 'service';
  const decisions: readonly Line[] = [
    line('size', size, ({ cpu, memory }) => `${cpu / 1024} vCPU, ${printMemory(memory)}`),
    ...(service.disk === undefined
      ? []
      : [line('disk', service.disk, (gigabytes) => `${gigabytes} GB of storage`)]),
    ...(isKept
      ? [
          ...(service.desiredCount === undefined
            ? []
            : [line('tasks', service.desiredCount, (count) => (count === 1 ? '1 task' : `${count} tasks`))]),
          ...(service.scaling === undefined ? [] : [line('tasks', service.scaling, printScaling)]),
        ]
      : []),
    line('processor', service.architecture, (value) => (value === 'ARM64' ? 'ARM' : 'x86')),
    line('capacity', service.capacity, printShares),
    ...(isKept ? [line('rollout', rollout, printRollout)] : []),
    line('internet', service.internet, (open) => (open ? 'internet' : 'no way out to the internet')),
    ...[...service.networks, ...service.visits].map((joined) =>
      line('network', joined, (value) => `network ${value}`),
    ),
    ...(service.exec.value ? [line('shell', service.exec, () => 'opens in running containers')] : []),
    ...service.taskRole.policies.map((policy) => line('may', policy, (arn) => `what ${arn} allows`)),
    ...service.taskRole.documents.map((document) =>
      line('may', document, () => 'what its own policy allows'),
    ),
    ...runs,
  ];
  const isDefault = ({ cause }: Line) => cause.path.length === heading.length;
  const defaults = decisions.filter(isDefault);
  return [
    { label: `${kind.value} ${name}`, decision: '', cause: kind.cause },
    ...decisions.filter((decision) => !isDefault(decision)),
    ...(defaults.length === 0
      ? []
      : [
          {
            label: 'by default',
            decision: defaults.map((each) => each.decision).join('; '),
            cause: { ...size.cause, ...defaults[0]?.cause, because: 'nothing else is stated' },
          },
        ]),
    ...service.names
      .filter(({ value }) => value !== name)
      .map((known) => line('also named', known, (value) => value)),
    ...serviceConnectLines(service.serviceConnect),
    ...service.unpublished.map((port) => line('unpublished', port, (value) => `port ${value}`)),
    ...(grace === undefined
      ? []
      : [line('grace', grace, (value) => `${value} s for a new task to become healthy`)]),
    ...service.startsAfter.map((dependency) => ({
      label: 'starts after',
      decision: `${dependency.service}, ${awaited(dependency, kinds.get(dependency.service))}`,
      cause: dependency.cause,
    })),
    ...(service.pidMode === undefined
      ? []
      : [line('processes', service.pidMode, () => 'seen by all containers of the task')]),
    ...service.containers.flatMap((container, index) => containerLines(container, index === 0)),
  ];
}

function printScaling({ minimum, maximum, cpu, memory, requests }: ScalingPlan): string {
  const targets = [
    ...(cpu === undefined ? [] : [`${cpu} % of CPU`]),
    ...(memory === undefined ? [] : [`${memory} % of memory`]),
    ...(requests === undefined ? [] : [`${requests} requests a minute`]),
  ];
  return `${minimum} to ${maximum} tasks, each at ${targets.join(', ')}`;
}

function printShares(shares: readonly CapacityShare[]): string {
  return shares
    .map(({ provider, weight }) => (shares.length === 1 ? provider : `${weight} ${provider}`))
    .join(', ');
}

function printRollout({ minimumHealthyPercent: min, maximumPercent: max }: RolloutPlan): string {
  if (min === 100 && max === 200) return 'start-first';
  return min === 0 && max === 100 ? 'stop-first' : `${min} to ${max} % of tasks run`;
}

/** A job has ended before anything that waits for it is deployed, whatever the condition; of a schedule, nothing runs yet. */
function awaited({ condition }: StartDependency, kind?: ServicePlan['kind']['value']): string {
  if (kind === 'schedule') return 'scheduled';
  return STATE[kind === 'job' ? 'service_completed_successfully' : condition];
}

const STATE = {
  service_started: 'steady',
  service_healthy: 'steady and healthy',
  service_completed_successfully: 'done without failure',
} as const;

function line<T>(label: string, { value, cause }: Decided<T>, print: (value: T) => string): Line {
  return { label, decision: print(value), cause };
}
