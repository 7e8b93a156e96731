import { mergeMaps } from '../../syntax/merge.js';
import { hollow, implied, withEntry } from '../../syntax/node.js';
import { object } from '../../syntax/object.js';
import { emptyMap } from '../../syntax/sequence.js';
import { entryFor, shorthand } from '../../syntax/shorthand.js';
import { buildKeys } from '../build/keys.js';
import { fieldsOf, serviceKey } from '../key.js';

const long = object(fieldsOf(buildKeys), { always: ['context'] });

/** https://docs.docker.com/reference/compose-file/build/ */
export const build = serviceKey({
  key: 'build',
  syntax: {
    ...shorthand('context', long),
    merge: (base, over, trail) => {
      const [lower, upper] = [entryFor('context', base), entryFor('context', over) ?? emptyMap(over)];
      return lower === undefined && upper.map.size === 0
        ? hollow('map', over)
        : mergeMaps(long, lower ?? emptyMap(base), upper, trail);
    },
    fill: (node) =>
      node.kind === 'map' && !node.map.has('context') ? withEntry(node, 'context', implied('.', node)) : node,
  } satisfies typeof long,
  support: { level: 'full', because: 'built once by cdk-compose build and deployed by digest' },
});
