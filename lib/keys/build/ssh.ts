import { goValue } from '../../syntax/anything.js';
import { expandPairs } from '../../syntax/expand-pairs.js';
import { goText } from '../../syntax/grammars/go-format.js';
import { mapText } from '../../syntax/host-path.js';
import { keyValues } from '../../syntax/key-values.js';
import { isNull } from '../../syntax/node.js';
import type { Node } from '../../syntax/node.js';
import { text } from '../../syntax/scalars.js';
import { wrongType } from '../../syntax/shape.js';
import type { Syntax } from '../../syntax/syntax.js';
import type { Trail } from '../../syntax/trail.js';
import { composeKey, full } from '../key.js';

const expandKeys = expandPairs('SSH key', (id, path) =>
  path === undefined && id !== 'default' ? `'${id}' lacks its =path` : undefined,
);

/** `default` for the agent's own key, `id=path` for a socket or a key file. */
function readKeys(node: Node, trail: Trail): readonly string[] | undefined {
  if (node.kind === 'map')
    return [...node.map].map(([id, path]) => (isNull(path) ? id : `${id}=${goText(goValue(path))}`));
  wrongType(node, ['a mapping', 'a list'], trail);
  return undefined;
}

const keyPath: Syntax<string> = { ...text, resolve: (node, resolver) => mapText(node, resolver.mountable) };

/** https://docs.docker.com/reference/compose-file/build/#ssh */
export const ssh = composeKey({
  key: 'ssh',
  syntax: {
    accepts: keyValues().accepts,
    entry: () => keyPath,
    expand: expandKeys,
    read: readKeys,
  } satisfies Syntax<readonly string[]>,
  support: full('passed to the build'),
});
