/** Maps by name that may also be written as a list of names. */
import { readShapes } from './by-shape.js';
import { distinctTexts } from './lists.js';
import { mergeMaps } from './merge.js';
import { scalarNode } from './node.js';
import type { MapNode, Node } from './node.js';
import { emptyMap, namesToMap } from './sequence.js';
import type { Syntax } from './syntax.js';

/**
 * A map, or the list of its names. Layers merge as maps, whichever form they have; what is neither counts as empty.
 *
 * @param map the syntax of the long form
 * @param valueOf what a bare name stands for; absent: nothing
 */
export function namesOr<T>(map: Syntax<T>, valueOf: (name: Node) => Node = nothing): Syntax<T> {
  return {
    ...readShapes({ map, list: distinctTexts as Syntax<never> }),
    read: map.read,
    expand: (node) => (node.kind === 'list' ? (namesToMap(node, valueOf) ?? node) : node),
    merge: (base, over, trail) => mergeMaps(map, asMap(base, valueOf), asMap(over, valueOf), trail),
  };
}

function asMap(node: Node, valueOf: (name: Node) => Node): MapNode {
  return namesToMap(node, valueOf) ?? emptyMap(node);
}

function nothing(name: Node): Node {
  return scalarNode(null, name);
}
