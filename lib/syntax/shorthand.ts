/** Values whose short form is a single text in front of a long form. */
import { readShapes } from './by-shape.js';
import { mapNode } from './node.js';
import type { MapNode, Node, ScalarNode } from './node.js';
import { text } from './scalars.js';
import { wrongType } from './shape.js';
import type { Syntax } from './syntax.js';

/** A text that stands for a map with this one entry (`secrets: [token]` for `source: token`). */
export function shorthand<T>(key: string, long: Syntax<T>): Syntax<T> {
  return {
    ...readShapes({ scalar: text as Syntax<never>, map: long }),
    read: long.read,
    expand: (node, trail) => {
      const map = entryFor(key, node);
      if (map === undefined) wrongType(node, ['text', 'a mapping'], trail);
      return map ?? node;
    },
    ...(long.fill === undefined ? {} : { fill: long.fill }),
  };
}

/** The map that the text stands for; a map stays, undefined for all else. */
export function entryFor(key: string, node: Node): MapNode | undefined {
  if (node.kind === 'map') return node;
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return undefined;
  const entry: ScalarNode = { ...node, key: node.at };
  return mapNode(new Map([[key, entry]]), node);
}
