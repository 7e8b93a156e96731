import type { ContainerSettings } from '../../model/deployment-plan.js';
import { driverOptions } from '../../syntax/key-values.js';
import { mergeMaps } from '../../syntax/merge.js';
import { entryOf, textOf } from '../../syntax/node.js';
import type { Node } from '../../syntax/node.js';
import { mapOf, object } from '../../syntax/object.js';
import { scalar } from '../../syntax/scalar-form.js';
import { text } from '../../syntax/scalars.js';
import { goText } from '../../syntax/grammars/go-format.js';
import { describe } from '../../syntax/shape.js';
import type { Syntax } from '../../syntax/syntax.js';
import { formatPath, pathOf, report } from '../../syntax/trail.js';
import type { Trail } from '../../syntax/trail.js';
import { serviceKey } from '../key.js';

const driverOptionTexts: Syntax<Readonly<Record<string, string>>> = {
  ...driverOptions,
  accepts: mapOf(scalar({ types: ['text', 'number', 'null'], read: (value) => goText(value) }), {
    open: true,
  }).accepts,
};
const long = object({ driver: text, options: driverOptionTexts });

// The options of one driver mean nothing to another.
function mergeByDriver(base: Node, over: Node, trail: Trail): Node {
  if (base.kind !== 'map' || over.kind !== 'map') {
    report(trail, over, 'cannot-override', {
      key: formatPath(pathOf(trail)),
      found: describe(over),
      base: describe(base),
    });
    return base;
  }
  const [old, young] = [textOf(entryOf(base, 'driver')), textOf(entryOf(over, 'driver'))];
  return old === undefined || young === undefined || old === young
    ? mergeMaps(long, base, over, trail)
    : over;
}

/** Options of the driver `awslogs` that a container may state; the others name the group, which the project has one of. */
const HONOURED: ReadonlySet<string> = new Set([
  'awslogs-stream-prefix',
  'awslogs-datetime-format',
  'awslogs-multiline-pattern',
  'mode',
  'max-buffer-size',
]);

const SIZES: Readonly<Record<string, number>> = {
  '': 1 / 1024 ** 2,
  b: 1 / 1024 ** 2,
  k: 1 / 1024,
  m: 1,
  g: 1024,
};

/** `25m` in MiB, a whole number of at least one; undefined: no size. */
function mebibytes(size: string): number | undefined {
  const [, number, unit = ''] = /^(\d+)([bkmg]?)$/i.exec(size) ?? [];
  const factor = SIZES[unit.toLowerCase()];
  return number === undefined || factor === undefined
    ? undefined
    : Math.max(1, Math.ceil(Number(number) * factor));
}

interface Logging {
  readonly driver?: string;
  readonly options?: Readonly<Record<string, string>>;
}

function logSettings({ driver, options = {} }: Logging): ContainerSettings {
  if (driver !== 'awslogs') return {};
  const { mode, 'max-buffer-size': size, 'awslogs-stream-prefix': streamPrefix } = options;
  const datetimeFormat = options['awslogs-datetime-format'];
  const multilinePattern = options['awslogs-multiline-pattern'];
  const bufferSize = size === undefined || mode === 'blocking' ? undefined : mebibytes(size);
  const settings = {
    ...(streamPrefix === undefined ? {} : { streamPrefix }),
    ...(datetimeFormat === undefined ? {} : { datetimeFormat }),
    ...(multilinePattern === undefined ? {} : { multilinePattern }),
    ...(mode === 'blocking' ? { isBlocking: true as const } : {}),
    ...(bufferSize === undefined ? {} : { bufferSize }),
  };
  return Object.keys(settings).length === 0 ? {} : { logging: settings };
}

/** Drivers that keep logs on the machine. */
const LOCAL_DRIVERS: ReadonlySet<string> = new Set(['json-file', 'local', 'journald', 'syslog']);

/** https://docs.docker.com/reference/compose-file/services/#logging */
export const logging = serviceKey({
  key: 'logging',
  syntax: { ...long, merge: mergeByDriver },
  support: {
    level: 'ignored',
    because: 'containers log to CloudWatch Logs',
    judge: ({ driver, options = {} }) => {
      if (driver === 'awslogs') {
        const lost = Object.keys(options).filter((name) => !HONOURED.has(name));
        return lost.length === 0
          ? { level: 'full', because: 'how containers log to CloudWatch Logs' }
          : {
              level: 'partial',
              because: `the project has one log group, whatever ${lost.join(', ')} says`,
              instead: 'remove the options; x-aws-logs_retention says how long logs are kept',
              noticeable: true,
            };
      }
      return driver === undefined || LOCAL_DRIVERS.has(driver)
        ? undefined
        : {
            level: driver === 'none' ? 'ignored' : 'partial',
            because: `containers log to CloudWatch Logs, not through ${driver}`,
            instead:
              'subscribe the log group of the project to where logs belong, or change the container in a CDK app (ecs.LogDrivers.firelens)',
            noticeable: true,
          };
    },
  },
  plan: logSettings,
});
