/** Maps by name that may also be written as a list of names. */
import { readShapes } from './by-shape.js';
import { distinctTexts } from './lists.js';
import { mergeMaps } from './merge.js';
import { hollow, scalarNode } from './node.js';
import type { Node } from './node.js';
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
    merge: (base, over, trail) => {
      const [lower, upper] = [namesToMap(base, valueOf), namesToMap(over, valueOf) ?? emptyMap(over)];
      // Nothing on nothing stays nothing, which the specification then refuses.
      if (lower === undefined && upper.map.size === 0) return hollow('map', over);
      return mergeMaps(map, lower ?? emptyMap(base), upper, trail);
    },
  };
}

function nothing(name: Node): Node {
  return scalarNode(null, name);
}
