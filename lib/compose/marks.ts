import type { ComposePath } from '../diagnostics/diagnostic.js';
import { mapNode, withEntry, withoutEntry } from '../syntax/node.js';
import type { MapNode, Node } from '../syntax/node.js';

/** The tree without what lies at the marked paths. Items of lists cannot be removed. */
export function deleteMarked(tree: MapNode, marks: readonly ComposePath[]): MapNode {
  return marks.reduce(withoutMarked, tree);
}

function withoutMarked(tree: MapNode, [key, ...rest]: ComposePath): MapNode {
  const child = typeof key === 'string' ? tree.map.get(key) : undefined;
  if (typeof key !== 'string' || child === undefined) return tree;
  if (rest.length === 0) return withoutEntry(tree, key);
  if (child.kind !== 'map') return tree;
  const left = withoutMarked(child, rest);
  return left === child ? tree : withEntry(tree, key, left);
}

/** The same for one entry of a top-level section. Undefined if the entry itself is marked. */
export function deleteMarkedIn(
  [section, name]: readonly [string, string],
  entry: Node,
  marks: readonly ComposePath[],
): Node | undefined {
  const alone = mapNode(new Map([[section, mapNode(new Map([[name, entry]]), entry)]]), entry);
  const left = deleteMarked(alone, marks).map.get(section);
  return left?.kind === 'map' ? left.map.get(name) : undefined;
}
