/** The forms in which layers of `key=value` texts are merged: whatever they were, both sides become lists of texts. */
import { goValue } from './anything.js';
import { byCodePoint } from './grammars/code-point-order.js';
import { goText } from './grammars/go-format.js';
import { mapNode, scalarNode } from './node.js';
import type { MapNode, Node } from './node.js';
import { describe } from './shape.js';
import { formatPath, pathOf, report } from './trail.js';
import type { Trail } from './trail.js';

/** A map as sorted `key=value` texts (a bare key for null, one text per item for a list), a text as a list of one. */
export function toSequence(node: Node): readonly Node[] {
  if (node.kind === 'list') return node.list;
  if (node.kind === 'scalar') return typeof node.value === 'string' ? [{ ...node, key: undefined }] : [];
  return [...node.map]
    .flatMap(([key, value]) => pairs(key, value))
    .toSorted((a, b) => byCodePoint(a.text, b.text))
    .map(({ text, place }) => scalarNode(text, place));
}

function pairs(
  key: string,
  value: Node,
): readonly { readonly text: string; readonly place: { readonly at: Node['at'] } }[] {
  const place = { at: value.key ?? value.at };
  if (value.kind === 'list')
    return value.list.map((item) => ({ text: `${key}=${goText(goValue(item))}`, place: item }));
  if (value.kind === 'scalar' && value.value === null) return [{ text: key, place }];
  return [{ text: `${key}=${goText(goValue(value))}`, place }];
}

/** The identity of a text: what stands before its `=`. Anything but a text is refused. */
export function keyOfText(item: Node, trail: Trail): string | undefined {
  if (item.kind === 'scalar' && typeof item.value === 'string') return cut(item.value)[0];
  report(trail, item, 'wrong-type', {
    key: formatPath(pathOf(trail)),
    expected: ['text'],
    found: describe(item),
    ...(item.kind === 'map' && { example: "name=value, or leave out the '- '" }),
  });
  return undefined;
}

/** A text before and after its first `=`; no second part without one. */
export function cut(text: string): readonly [string, string | undefined] {
  const at = text.indexOf('=');
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

/** A list of names as a map whose values `make` supplies; a map stays, all else is no map. */
export function namesToMap(node: Node, make: (name: Node) => Node): MapNode | undefined {
  if (node.kind === 'map') return node;
  if (node.kind !== 'list') return undefined;
  const entries = new Map<string, Node>();
  for (const item of node.list)
    if (item.kind === 'scalar' && typeof item.value === 'string')
      entries.set(item.value, make({ ...item, key: item.at }));
  return mapNode(entries, node);
}

/** An empty map in the place of what is none. */
export function emptyMap(place: Node): MapNode {
  return mapNode(new Map(), place);
}
