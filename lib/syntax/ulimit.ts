import { readShapes } from './by-shape.js';
import { object } from './object.js';
import { integer } from './scalars.js';
import { wrongType } from './shape.js';
import type { Cast, Syntax } from './syntax.js';

/** One limit for both, or a soft and a hard one. */
export type Ulimit = number | { readonly soft: number; readonly hard: number };

/** A limit: a number, or a mapping with both `soft` and `hard`. */
export function ulimit(cast?: Cast): Syntax<Ulimit> {
  // Unlike elsewhere, a text or a number with a fraction is no limit.
  const written = integer(cast === undefined ? {} : { cast });
  const limit: Syntax<number> = {
    ...written,
    keepsEmpty: true,
    read: (node, trail) => {
      if (node.kind === 'scalar' && typeof node.value === 'bigint') return Number(node.value);
      wrongType(node, ['an integer'], trail);
      return undefined;
    },
  };
  const pair = object({ soft: limit, hard: limit }, { required: ['soft', 'hard'] });
  return {
    ...readShapes<Ulimit, never, Ulimit>({ scalar: limit, map: pair }),
    expand: (node, trail) => {
      if (node.kind === 'list' || (node.kind === 'scalar' && typeof node.value !== 'bigint'))
        wrongType(node, ['an integer', 'a mapping'], trail);
      return node;
    },
    read: (node, trail) => {
      if (node.kind === 'map') {
        const read = pair.read(node, trail);
        return read === undefined ? undefined : { soft: read.soft ?? 0, hard: read.hard ?? 0 };
      }
      const single = limit.read(node, trail);
      // A zero is printed as the pair that it stands for.
      return single === 0 ? { soft: 0, hard: 0 } : single;
    },
  };
}
