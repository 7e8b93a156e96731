import type { ContainerPlan, ContainerSettings, FillPlan, LogRoutePlan } from '../model/deployment-plan.js';
import type { SecretSource } from '../model/secret-plan.js';
import type { Line } from './page.js';

/** The decisions about one container; those of others than the service's own bear their names. */
export function containerLines(container: ContainerPlan, isMain: boolean): readonly Line[] {
  const { name, image } = container;
  const prefix = isMain ? '' : `${name}: `;
  // Image and mounts are those of the service, whose volumes it fills.
  if (container.fills !== undefined) return container.fills.map((fill) => fillLine(fill, prefix));
  const pinned = image.digest === undefined ? 'not in the image lock' : image.digest.slice(0, 14);
  return [
    {
      label: `${prefix}image`,
      decision: `${familiar(image.copyOf ?? image.repository)}:${brief(image.tag)}${image.copyOf === undefined ? '' : ' copied to our ECR'}, ${pinned}`,
      cause: image.cause,
    },
    ...container.portMappings.map(({ containerPort, protocol, name: forwarded, appProtocol, cause }) => ({
      label: `${prefix}listens`,
      decision: `${containerPort}/${protocol}${forwarded === undefined ? '' : `, ${appProtocol ?? 'any protocol'} for Service Connect`}`,
      cause,
    })),
    ...container.mounts.map(({ volume, containerPath, readOnly, cause }) => ({
      label: `${prefix}mount`,
      decision: `${volume} at ${containerPath}${readOnly ? ', read-only' : ''}`,
      cause,
    })),
    ...(container.volumesFrom ?? []).map(({ container: other, readOnly, cause }) => ({
      label: `${prefix}mounts`,
      decision: `those of ${other} too${readOnly ? ', read-only' : ''}`,
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
    ...(container.logRouter === undefined
      ? []
      : [
          {
            label: `${prefix}sends on`,
            decision: `logs of its task, with ${container.logRouter.memory} MB of memory${container.essential ? '; the task ends with it' : ''}`,
            cause: container.cause,
          },
        ]),
    ...(container.logRoute === undefined ? [] : routeLines(container.logRoute, prefix)),
    ...container.secrets.map(({ variable, source, cause }) => ({
      label: `${prefix}secret`,
      decision: `${variable} is ${printSource(source)}`,
      cause,
    })),
  ];
}

function fillLine({ when, volume, source, cause }: FillPlan, prefix: string): Line {
  const decision = `${volume}, ${when === 'each start' ? 'at each start' : 'while it is empty'}, with ${source} of the image`;
  return { label: `${prefix}fills`, decision, cause };
}

const FILES = {
  copied: { label: 'copies', verb: 'to' },
  linked: { label: 'links', verb: 'at' },
  left: { label: 'leaves out', verb: 'at' },
  kept: { label: 'leaves out', verb: 'at' },
} as const;

/** Options are no part of it: values that look like none may be secret. */
function routeLines({ driver, destination, secrets, cause }: LogRoutePlan, prefix: string): readonly Line[] {
  const by = driver === 'splunk' ? 'by the log driver splunk' : 'by a log router';
  return [
    { label: `${prefix}logs`, decision: `to ${destination}, ${by}`, cause },
    ...secrets.map(({ option, source }) => ({
      label: `${prefix}logs`,
      decision: `option ${option} is ${printSource(source)}`,
      cause,
    })),
  ];
}

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

function settingLines(
  { settings, causes, confidential = [] }: ContainerPlan,
  prefix: string,
): readonly Line[] {
  return (Object.keys(settings) as (keyof ContainerSettings)[]).flatMap((field) => {
    const cause = causes[field];
    return cause === undefined
      ? []
      : [
          {
            label: `${prefix}${LABELS[field]}`,
            decision: confidential.includes(field)
              ? 'not shown: it repeats a secret value'
              : printSetting(field, settings),
            cause,
          },
        ];
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
  logging: 'logs',
};

const LOG_WORDS: Readonly<Record<string, string>> = {
  streamPrefix: 'streams begin with',
  datetimeFormat: 'events begin with',
  multilinePattern: 'events begin with',
  bufferSize: 'MiB of buffer:',
};

function printSetting(field: keyof ContainerSettings, settings: ContainerSettings): string {
  const { healthCheck, ulimits, systemControls, restartPolicy, logging } = settings;
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
    return codes.length === 0 ? 'in place' : `in place, except after exit code ${codes.join(', ')}`;
  }
  if (field === 'logging' && logging !== undefined) {
    return Object.entries(logging)
      .map(([name, value]) =>
        value === true ? 'waits for CloudWatch Logs' : `${LOG_WORDS[name] ?? name} ${value}`,
      )
      .join(', ');
  }
  if (field === 'stopTimeout') return `${settings.stopTimeout} s`;
  const value: unknown = settings[field];
  // Values of variables and labels may be secrets: their names tell enough.
  if (field === 'environment' || field === 'dockerLabels') return Object.keys(value as object).join(', ');
  if (field === 'readonlyRootFilesystem') return value === true ? 'read-only' : 'writable';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (!Array.isArray(value)) return String(value);
  return value.length === 0 ? 'none' : value.map((item) => JSON.stringify(item)).join(' ');
}

/** An image's name as people write it: Docker Hub's own images without its address. */
function familiar(repository: string): string {
  return repository.replace(/^docker\.io\/(?:library\/)?/, '');
}

/** A content tag's beginning tells it from others. */
function brief(tag: string): string {
  return /^c-[0-9a-f]{32}$/.test(tag) ? tag.slice(0, 14) : tag;
}
