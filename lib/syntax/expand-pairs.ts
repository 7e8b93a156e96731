import { mapNode, scalarNode, textOf } from './node.js';
import type { Node } from './node.js';
import { readWith } from './scalar-form.js';
import { cut } from './sequence.js';
import { wrongType } from './shape.js';
import type { Trail } from './trail.js';

/**
 * Expands a list of `key=value` texts into a map; a key without a value has null. `form` is the name of the form that
 * examples are known for, `problemOf` says what is wrong with an item. A list with a broken item stays what it is.
 */
export function expandPairs(
  form: string,
  problemOf: (key: string, value: string | undefined) => string | undefined,
): (node: Node, trail: Trail) => Node {
  return (node, trail) => {
    if (node.kind === 'map') return node;
    if (node.kind !== 'list') {
      wrongType(node, ['a mapping', 'a list'], trail);
      return node;
    }
    const entries = new Map<string, Node>();
    for (const item of node.list) {
      const [key, value] = cut(textOf(item) ?? '');
      const problem = problemOf(key, value);
      if (problem !== undefined) {
        readWith({ ok: false, problem }, form, item, trail);
        return node;
      }
      entries.set(key, { ...scalarNode(value ?? null, item), key: item.at });
    }
    return mapNode(entries, node);
  };
}
