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

const options: Syntax<Readonly<Record<string, string>>> = {
  ...driverOptions,
  accepts: mapOf(scalar({ types: ['text', 'number', 'null'], read: (value) => goText(value) }), {
    open: true,
  }).accepts,
};
const long = object({ driver: text, options });

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

/** Drivers that keep logs on the machine, and the one that ECS uses anyway. */
const LOCAL_DRIVERS: ReadonlySet<string> = new Set(['awslogs', 'json-file', 'local', 'journald', 'syslog']);

/** https://docs.docker.com/reference/compose-file/services/#logging */
export const logging = serviceKey({
  key: 'logging',
  syntax: { ...long, merge: mergeByDriver },
  support: {
    level: 'ignored',
    because: 'containers log to CloudWatch Logs',
    judge: ({ driver }) =>
      driver === undefined || LOCAL_DRIVERS.has(driver)
        ? undefined
        : {
            level: driver === 'none' ? 'ignored' : 'partial',
            because: `containers log to CloudWatch Logs, not through ${driver}`,
            noticeable: true,
          },
  },
});
