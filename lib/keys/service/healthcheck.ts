import type { ContainerSettings } from '../../model/deployment-plan.js';
import { durationSeconds } from '../../syntax/grammars/duration.js';
import { readShapes } from '../../syntax/by-shape.js';
import { listOf } from '../../syntax/lists.js';
import { object } from '../../syntax/object.js';
import { scalar } from '../../syntax/scalar-form.js';
import { boolean, goDuration, text, unsigned } from '../../syntax/scalars.js';
import { replacing } from '../../syntax/words.js';
import { serviceKey } from '../key.js';

const test = readShapes({
  scalar: scalar<readonly string[]>({
    types: ['text'],
    read: (value) => (typeof value === 'string' ? ['CMD-SHELL', value] : undefined),
  }),
  list: listOf(text),
});

interface Healthcheck {
  readonly test?: readonly string[];
  readonly interval?: string;
  readonly timeout?: string;
  readonly start_period?: string;
  readonly retries?: number;
  readonly disable?: boolean;
}

/** Seconds between checks, in ECS as in Docker, where nothing is stated. */
const ECS_INTERVAL = 30;
/** Seconds that Docker waits for a check where nothing is stated; ECS would wait five. */
const DOCKER_TIMEOUT = 30;

/**
 * What ECS runs inside the container, each timing brought into the range that ECS takes. A check ends before the next
 * begins: a stated timeout lengthens the interval, an unstated one fits into it.
 */
function healthCheck({
  test: command,
  interval,
  timeout,
  start_period,
  retries,
  disable,
}: Healthcheck): ContainerSettings {
  if (disable === true || command === undefined || command.length === 0 || command[0] === 'NONE') return {};
  const pause = interval === undefined ? ECS_INTERVAL : clamped(interval, 5, 300);
  const wait = timeout === undefined ? Math.min(DOCKER_TIMEOUT, pause - 1) : clamped(timeout, 2, 60);
  return {
    healthCheck: {
      command: asOneCommand(command),
      interval: Math.max(pause, wait + 1),
      timeout: wait,
      ...(retries === undefined ? {} : { retries: Math.min(10, Math.max(1, retries)) }),
      ...(start_period === undefined ? {} : { startPeriod: clamped(start_period, 0, 300) }),
    },
  };
}

/** Docker hands a shell's first string to it as the script and all others as its arguments; ECS takes one string alone. */
function asOneCommand(command: readonly string[]): readonly string[] {
  const [form, ...words] = command;
  return form === 'CMD-SHELL' && words.length > 1 ? ['CMD', '/bin/sh', '-c', ...words] : command;
}

function clamped(duration: string, least: number, most: number): number {
  return Math.min(most, Math.max(least, Math.round(durationSeconds(duration))));
}

function outside(duration: unknown, least: number, most: number): boolean {
  const value = durationSeconds(String(duration));
  return value < least || value > most;
}

/** https://docs.docker.com/reference/compose-file/services/#healthcheck */
export const healthcheck = serviceKey({
  key: 'healthcheck',
  syntax: object({
    test: replacing(test),
    interval: goDuration,
    timeout: goDuration,
    start_period: goDuration,
    start_interval: goDuration,
    retries: unsigned({ types: ['number', 'text'], cast: 'integer', keepsEmpty: true }),
    disable: boolean({ cast: 'boolean' }),
  }),
  support: {
    level: 'full',
    because: 'the container health check, and the probes of load balancers where it asks a URL',
    judge: (stated) => {
      const { interval, timeout } = stated;
      const overlaps =
        timeout !== undefined && durationSeconds(interval ?? `${ECS_INTERVAL}s`) <= durationSeconds(timeout);
      const every = overlaps ? healthCheck(stated).healthCheck?.interval : undefined;
      return every === undefined
        ? undefined
        : {
            level: 'partial',
            because: `ECS wants an interval longer than the timeout: it checks every ${every} seconds`,
          };
    },
    parts: {
      start_interval: { level: 'ignored', because: 'ECS checks at one interval' },
      interval: {
        level: 'partial',
        because: 'ECS checks every 5 to 300 seconds',
        when: (value) => outside(value, 5, 300),
      },
      timeout: {
        level: 'partial',
        because: 'ECS waits 2 to 60 seconds for a check',
        when: (value) => outside(value, 2, 60),
        noticeable: true,
      },
      start_period: {
        level: 'partial',
        because: 'ECS forgives failures for 300 seconds at most',
        when: (value) => outside(value, 0, 300),
        noticeable: true,
      },
      retries: {
        level: 'partial',
        because: 'ECS allows 1 to 10 failures',
        when: (value) => Number(value) < 1 || Number(value) > 10,
        noticeable: true,
      },
    },
  },
  plan: healthCheck,
});
