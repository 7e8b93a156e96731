import { listOf, textOrList } from '../../syntax/lists.js';
import { mapText } from '../../syntax/host-path.js';
import { entryOf, textOf } from '../../syntax/node.js';
import type { Node } from '../../syntax/node.js';
import { optional } from '../../syntax/nullable.js';
import { object } from '../../syntax/object.js';
import { boolean, enumeration, text } from '../../syntax/scalars.js';
import { formatPath, pathOf, report, within } from '../../syntax/trail.js';
import type { Trail } from '../../syntax/trail.js';
import { optionalHook } from '../hook.js';
import { serviceKey } from '../key.js';

const patterns = textOrList({ expanded: true });

const rule = object(
  {
    path: {
      ...text,
      resolve: (node: Node, resolver) => mapText(node, resolver.real),
      keepsEmpty: true,
    } satisfies typeof text,
    action: enumeration('rebuild', 'sync', 'restart', 'sync+restart', 'sync+exec'),
    target: text,
    exec: optionalHook,
    ignore: patterns,
    include: patterns,
    initial_sync: boolean({ types: ['boolean'] }),
  },
  { required: ['path', 'action'] },
);

function checkPath(node: Node, trail: Trail): void {
  const path = entryOf(node, 'path');
  if (textOf(path) !== '') return;
  report(within(trail, 'path'), path, 'blank', { key: formatPath([...pathOf(trail), 'path']) });
}

/** https://docs.docker.com/reference/compose-file/develop/ */
export const develop = serviceKey({
  key: 'develop',
  syntax: optional(object({ watch: listOf({ ...rule, check: checkPath }) })),
  support: { level: 'ignored', because: 'is for `docker compose watch`' },
});
