import { wrongType } from './shape.js';
import type { Node } from './node.js';
import type { Syntax } from './syntax.js';

/** The syntaxes that a value may have, by its shape. */
export interface Shapes<S, L, M> {
  readonly scalar?: Syntax<S>;
  readonly list?: Syntax<L>;
  readonly map?: Syntax<M>;
}

const WORDS = { scalar: 'text', list: 'a list', map: 'a mapping' } as const;

/** A value that may be a scalar, a list or a mapping: its shape tells which syntax holds, so findings are about that one. */
export function readShapes<S = never, L = never, M = never>(shapes: Shapes<S, L, M>): Syntax<S | L | M> {
  const expected = (['scalar', 'list', 'map'] as const)
    .filter((kind) => shapes[kind] !== undefined)
    .map((kind) => WORDS[kind]);
  const of = (node: Node): Syntax<S | L | M> | undefined =>
    // A null is told as the scalar that it is only where scalars are among the forms.
    shapes[node.kind];
  const { list, map, scalar } = shapes;
  return {
    accepts: (node, trail) => of(node)?.accepts(node, trail) ?? wrongType(node, expected, trail),
    read: (node, trail) => {
      const shape = of(node);
      if (shape !== undefined) return shape.read(node, trail);
      if (node.kind !== 'scalar' || node.value !== null) wrongType(node, expected, trail);
      return undefined;
    },
    ...(list?.item === undefined ? {} : { item: list.item }),
    ...(map?.entry === undefined ? {} : { entry: map.entry }),
    ...(scalar?.cast === undefined ? {} : { cast: scalar.cast }),
    ...(map?.keepsEmpty === true || scalar?.keepsEmpty === true ? { keepsEmpty: true } : {}),
  };
}
