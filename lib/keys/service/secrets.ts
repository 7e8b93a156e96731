import { goText } from '../../syntax/grammars/go-format.js';
import { goValue } from '../../syntax/anything.js';
import { listOf } from '../../syntax/lists.js';
import { entryOf, implied, withEntry } from '../../syntax/node.js';
import type { Node } from '../../syntax/node.js';
import { mountedIn } from '../file-reference.js';
import { serviceKey } from '../key.js';

const FOLDER = '/run/secrets';

// Configs, and secrets of a build, get no target.
function fillTarget(node: Node): Node {
  if (node.kind !== 'map' || node.map.has('target')) return node;
  const source = entryOf(node, 'source');
  return withEntry(
    node,
    'target',
    implied(`${FOLDER}/${source === undefined ? '<nil>' : goText(goValue(source))}`, node),
  );
}

/** https://docs.docker.com/reference/compose-file/services/#secrets */
export const secrets = serviceKey({
  key: 'secrets',
  syntax: listOf({ ...mountedIn(FOLDER), fill: fillTarget }),
  support: {
    level: 'full',
    because: 'secrets of AWS Secrets Manager, written to their files before the container starts',
  },
});
