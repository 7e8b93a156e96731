import { keyValues } from '../syntax/key-values.js';
import { distinctTexts } from '../syntax/lists.js';
import { implied, withEntry } from '../syntax/node.js';
import type { Node } from '../syntax/node.js';
import { object } from '../syntax/object.js';
import type { ObjectOf } from '../syntax/object.js';
import { parseGoInteger } from '../syntax/grammars/go-number.js';
import { readWith, scalar } from '../syntax/scalar-form.js';
import { text } from '../syntax/scalars.js';
import type { Syntax } from '../syntax/syntax.js';
import { formatPath, pathOf, report } from '../syntax/trail.js';
import type { Trail } from '../syntax/trail.js';

/** How many devices: -1 for all of them. */
const count = scalar<number>({
  types: ['text', 'integer'],
  read: (value, node, trail) => {
    if (typeof value === 'bigint') return Number(value);
    if (typeof value === 'string' && value.toLowerCase() === 'all') return -1;
    const digits = typeof value === 'string' ? parseGoInteger(value) : undefined;
    if (digits?.ok === true) return Number(digits.value);
    return readWith({ ok: false, problem: 'only a number or all is known' }, 'device count', node, trail);
  },
});

const fields = {
  capabilities: distinctTexts,
  count,
  device_ids: distinctTexts,
  driver: text,
  options: keyValues({ merging: 'general' }),
};

/** What a service asks of the host's devices (`gpus`, `deploy.resources.reservations.devices`). */
export type DeviceRequest = ObjectOf<typeof fields>;

const facets = {
  fill: (node: Node): Node =>
    node.kind === 'map' && !node.map.has('count') && !node.map.has('device_ids')
      ? withEntry(node, 'count', implied('all', node))
      : node,
  check: (node: Node, trail: Trail): void => {
    if (node.kind === 'map' && node.map.has('count') && node.map.has('device_ids'))
      report(trail, node, 'exclusive-keys', {
        keys: ['count', 'device_ids'],
        where: formatPath(pathOf(trail)),
      });
  },
};

/** A request of `deploy`, which must name capabilities. */
export const deviceRequest: Syntax<DeviceRequest> = {
  ...object(fields, { required: ['capabilities'], extensible: false }),
  ...facets,
};

/** A request of `gpus`, which takes any other key too. */
export const gpuRequest: Syntax<DeviceRequest> = { ...object(fields, { extensible: 'any' }), ...facets };
