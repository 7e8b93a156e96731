import type {
  CapacityShare,
  ContainerPlan,
  ContainerSettings,
  Decided,
  RolloutPlan,
  ServicePlan,
} from '../model/deployment-plan.js';
import type { SecretSource } from '../model/secret-plan.js';
import type { Line } from './page.js';
import { printMemory } from './task-size.js';

/**
 * The decisions about one task; `runs` are those that only jobs and schedules have. What nothing in the Compose file
 * states stands together on one line.
 */
export function serviceLines(service: ServicePlan, runs: readonly Line[]): readonly Line[] {
  const { name, kind, size, rollout, healthCheckGracePeriod: grace } = service;
  const heading = ['services', name];
  const isKept = kind.value === 'service';
  const decisions: readonly Line[] = [
    line('size', size, ({ cpu, memory }) => `${cpu / 1024} vCPU, ${printMemory(memory)}`),
    ...(isKept
      ? [line('tasks', service.desiredCount, (count) => (count === 1 ? '1 task' : `${count} tasks`))]
      : []),
    line('processor', service.architecture, (value) => (value === 'ARM64' ? 'ARM' : 'x86')),
    line('capacity', service.capacity, printShares),
    ...(isKept ? [line('rollout', rollout, printRollout)] : []),
    line('internet', service.internet, (open) => (open ? 'internet' : 'no way out to the internet')),
    ...service.networks.map((joined) => line('network', joined, (value) => `network ${value}`)),
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
    ...service.unpublished.map((port) => line('unpublished', port, (value) => `port ${value}`)),
    ...(grace === undefined
      ? []
      : [line('grace', grace, (value) => `${value} s for a new task to become healthy`)]),
    ...service.startsAfter.map((dependency) => ({
      label: 'starts after',
      decision: `${dependency.service}, ${STATE[dependency.condition]}`,
      cause: dependency.cause,
    })),
    ...(service.pidMode === undefined
      ? []
      : [line('processes', service.pidMode, () => 'seen by all containers of the task')]),
    ...service.containers.flatMap((container, index) => containerLines(container, index === 0)),
  ];
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

const STATE = {
  service_started: 'steady',
  service_healthy: 'steady and healthy',
  service_completed_successfully: 'done without failure',
} as const;

function containerLines(container: ContainerPlan, isMain: boolean): readonly Line[] {
  const { name, image } = container;
  const prefix = isMain ? '' : `${name}: `;
  const pinned = image.digest === undefined ? 'not in the image lock' : image.digest.slice(0, 14);
  return [
    {
      label: `${prefix}image`,
      decision: `${familiar(image.repository)}:${brief(image.tag)}, ${pinned}`,
      cause: image.cause,
    },
    ...container.portMappings.map(({ containerPort, protocol, cause }) => ({
      label: `${prefix}listens`,
      decision: `${containerPort}/${protocol}`,
      cause,
    })),
    ...container.mounts.map(({ volume, containerPath, readOnly, cause }) => ({
      label: `${prefix}mount`,
      decision: `${volume} at ${containerPath}${readOnly ? ', read-only' : ''}`,
      cause,
    })),
    ...(container.files ?? []).map(({ kind, source, containerPath, cause }) => ({
      label: `${prefix}${FILES[kind].label}`,
      decision: `${source} ${FILES[kind].verb} ${containerPath}`,
      cause,
    })),
    ...container.tmpfs.map(({ containerPath, size, cause }) => ({
      label: `${prefix}tmpfs`,
      decision: `${size} MB of memory at ${containerPath}`,
      cause,
    })),
    ...settingLines(container, prefix),
    ...container.secrets.map(({ variable, source, cause }) => ({
      label: `${prefix}secret`,
      decision: `${variable} is ${printSource(source)}`,
      cause,
    })),
  ];
}

const FILES = {
  copied: { label: 'copies', verb: 'to' },
  left: { label: 'leaves out', verb: 'at' },
  kept: { label: 'leaves out', verb: 'at' },
} as const;

/** `shop/staging/secret/db, key password, version 1f2e3d4c`: the name in the ARN, without its region and account. */
function printSource({ arn, key, version }: SecretSource): string {
  const name = arn
    .split(':')
    .slice(arn.includes(':secret:') ? 6 : 5)
    .join(':')
    .replace(/^parameter/, '');
  return [
    name.replace(/-[A-Za-z0-9]{6}$/, ''),
    ...(key === undefined ? [] : [`key ${key}`]),
    ...(version === undefined ? [] : [`version ${version.slice(0, 8)}`]),
  ].join(', ');
}

function settingLines({ settings, causes }: ContainerPlan, prefix: string): readonly Line[] {
  return (Object.keys(settings) as (keyof ContainerSettings)[]).flatMap((field) => {
    const cause = causes[field];
    return cause === undefined
      ? []
      : [{ label: `${prefix}${LABELS[field]}`, decision: printSetting(field, settings), cause }];
  });
}

const LABELS: Readonly<Record<keyof ContainerSettings, string>> = {
  command: 'command',
  entryPoint: 'entry point',
  workingDirectory: 'directory',
  user: 'user',
  environment: 'environment',
  healthCheck: 'healthy if',
  ulimits: 'ulimits',
  readonlyRootFilesystem: 'root files',
  initProcessEnabled: 'init',
  interactive: 'stdin',
  pseudoTerminal: 'terminal',
  stopTimeout: 'stop within',
  dockerLabels: 'labels',
  capabilitiesAdd: 'adds',
  capabilitiesDrop: 'drops',
  systemControls: 'sysctls',
  restartPolicy: 'restart',
};

function printSetting(field: keyof ContainerSettings, settings: ContainerSettings): string {
  const { healthCheck, ulimits, systemControls, restartPolicy } = settings;
  if (field === 'healthCheck' && healthCheck !== undefined) {
    const { command, interval, timeout, retries, startPeriod } = healthCheck;
    const timing = [
      ...(interval === undefined ? [] : [`every ${interval} s`]),
      ...(timeout === undefined ? [] : [`within ${timeout} s`]),
      ...(retries === undefined ? [] : [`${retries} retries`]),
      ...(startPeriod === undefined ? [] : [`${startPeriod} s to start`]),
    ];
    return [command.slice(1).join(' '), ...timing].join(', ');
  }
  if (field === 'ulimits' && ulimits !== undefined) {
    return ulimits.map(({ name, softLimit, hardLimit }) => `${name} ${softLimit}:${hardLimit}`).join(', ');
  }
  if (field === 'systemControls' && systemControls !== undefined) {
    return systemControls.map(({ namespace, value }) => `${namespace}=${value}`).join(', ');
  }
  if (field === 'restartPolicy' && restartPolicy !== undefined) {
    const codes = restartPolicy.ignoredExitCodes;
    return codes.length === 0 ? 'in place' : `in place, but after exit code ${codes.join(', ')}`;
  }
  if (field === 'stopTimeout') return `${settings.stopTimeout} s`;
  const value: unknown = settings[field];
  // Values of variables and labels may be secrets: their names tell enough.
  if (field === 'environment' || field === 'dockerLabels') return Object.keys(value as object).join(', ');
  if (field === 'readonlyRootFilesystem') return value === true ? 'read-only' : 'writable';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? value.map((item) => JSON.stringify(item)).join(' ') : `${String(value)}`;
}

function line<T>(label: string, { value, cause }: Decided<T>, print: (value: T) => string): Line {
  return { label, decision: print(value), cause };
}

/** An image's name as people write it: Docker Hub's own images without its address. */
function familiar(repository: string): string {
  return repository.replace(/^docker\.io\/(?:library\/)?/, '');
}

/** A content tag's beginning tells it from others. */
function brief(tag: string): string {
  return /^c-[0-9a-f]{32}$/.test(tag) ? tag.slice(0, 14) : tag;
}
