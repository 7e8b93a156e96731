import { listNode, mapNode, scalarNode } from './node.js';
import type { Node } from './node.js';

/** Plain data as nodes that all stand at `place`: what a short form's grammar gives, in the long form. */
export function nodeOf(value: unknown, place: Node): Node {
  if (Array.isArray(value))
    return listNode(
      value.map((item) => nodeOf(item, place)),
      place,
    );
  if (typeof value === 'object' && value !== null)
    return mapNode(
      new Map(Object.entries(value).map(([key, entry]) => [key, { ...nodeOf(entry, place), key: place.at }])),
      place,
    );
  if (typeof value === 'number') return scalarNode(BigInt(value), place);
  return scalarNode(typeof value === 'string' || typeof value === 'boolean' ? value : null, place);
}
