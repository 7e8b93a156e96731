import { resolvedContext } from '../../syntax/host-path.js';
import { keyValues } from '../../syntax/key-values.js';
import { mapNode, scalarNode, textOf } from '../../syntax/node.js';
import type { Node } from '../../syntax/node.js';
import { readWith } from '../../syntax/scalar-form.js';
import { cut } from '../../syntax/sequence.js';
import { wrongType } from '../../syntax/shape.js';
import type { Syntax } from '../../syntax/syntax.js';
import type { Trail } from '../../syntax/trail.js';
import { composeKey, full } from '../key.js';

function expandPairs(node: Node, trail: Trail): Node {
  if (node.kind === 'map') return node;
  if (node.kind !== 'list') {
    wrongType(node, ['a mapping', 'a list'], trail);
    return node;
  }
  const entries = new Map<string, Node>();
  for (const item of node.list) {
    const [name, context] = cut(textOf(item) ?? '');
    if (context === undefined) {
      readWith({ ok: false, problem: `'${name}' is no name=context` }, 'build context', item, trail);
      return node;
    }
    entries.set(name, { ...scalarNode(context, item), key: item.at });
  }
  return mapNode(entries, node);
}

const pairs = keyValues();

/** https://docs.docker.com/reference/compose-file/build/#additional_contexts */
export const additionalContexts = composeKey({
  key: 'additional_contexts',
  syntax: {
    ...pairs,
    entry: () => resolvedContext,
    expand: expandPairs,
  } satisfies Syntax<Readonly<Record<string, string>>>,
  support: full('passed to the build'),
});
