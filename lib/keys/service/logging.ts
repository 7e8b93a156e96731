import { driverOptions } from '../../syntax/key-values.js';
import { mergeMaps, refuseOverride } from '../../syntax/merge.js';
import { entryOf, textOf } from '../../syntax/node.js';
import type { Node } from '../../syntax/node.js';
import { mapOf, object } from '../../syntax/object.js';
import { scalar } from '../../syntax/scalar-form.js';
import { text } from '../../syntax/scalars.js';
import { goText } from '../../syntax/grammars/go-format.js';
import type { Syntax } from '../../syntax/syntax.js';
import type { Trail } from '../../syntax/trail.js';
import { serviceKey } from '../key.js';
import { awslogsSettings, awslogsVerdict } from '../logging/awslogs.js';
import { logVerdict } from '../logging/log-verdict.js';

const driverOptionTexts: Syntax<Readonly<Record<string, string>>> = {
  ...driverOptions,
  accepts: mapOf(scalar({ types: ['text', 'number', 'null'], read: (value) => goText(value) }), {
    open: true,
  }).accepts,
};
const long = object({ driver: text, options: driverOptionTexts });

// The options of one driver mean nothing to another.
function mergeByDriver(base: Node, over: Node, trail: Trail): Node {
  if (base.kind !== 'map' || over.kind !== 'map') return refuseOverride(base, over, trail);
  const [old, young] = [textOf(entryOf(base, 'driver')), textOf(entryOf(over, 'driver'))];
  return old === undefined || young === undefined || old === young
    ? mergeMaps(long, base, over, trail)
    : over;
}

/** https://docs.docker.com/reference/compose-file/services/#logging */
export const logging = serviceKey({
  key: 'logging',
  syntax: { ...long, merge: mergeByDriver },
  support: {
    level: 'full',
    because: 'logs go to CloudWatch Logs, or where the driver sends them: docs/logs.md',
    judge: (stated) => (stated.driver === 'awslogs' ? awslogsVerdict(stated) : logVerdict(stated)),
  },
  // Where other drivers send logs concerns other services, too: a pass of the planner decides it.
  plan: (stated) => (stated.driver === 'awslogs' ? awslogsSettings(stated) : {}),
});
