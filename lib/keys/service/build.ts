import { mergeMaps } from '../../syntax/merge.js';
import { implied, withEntry } from '../../syntax/node.js';
import type { MapNode, Node } from '../../syntax/node.js';
import { object } from '../../syntax/object.js';
import { emptyMap } from '../../syntax/sequence.js';
import { entryFor, shorthand } from '../../syntax/shorthand.js';
import { buildKeys } from '../build/keys.js';
import { fieldsOf, serviceKey } from '../key.js';

const long = object(fieldsOf(buildKeys), { always: ['context'] });

function asMap(node: Node): MapNode {
  return entryFor('context', node) ?? emptyMap(node);
}

/** https://docs.docker.com/reference/compose-file/build/ */
export const build = serviceKey({
  key: 'build',
  syntax: {
    ...shorthand('context', long),
    merge: (base, over, trail) => mergeMaps(long, asMap(base), asMap(over), trail),
    fill: (node) =>
      node.kind === 'map' && !node.map.has('context') ? withEntry(node, 'context', implied('.', node)) : node,
  } satisfies typeof long,
  support: { level: 'full', because: 'built once by cdk-compose build and deployed by digest' },
});
