import { isNull } from './node.js';
import type { Syntax } from './syntax.js';

/** A value that may be left out after its key (`default:`); the model then holds null. */
export function nullable<T>(syntax: Syntax<T>): Syntax<T | null> {
  return {
    ...syntax,
    accepts: (node, trail) => isNull(node) || syntax.accepts(node, trail),
    read: (node, trail) => (isNull(node) ? null : syntax.read(node, trail)),
  };
}

/** A key that may stand without a value, and then says nothing. */
export function optional<T>(syntax: Syntax<T>): Syntax<T> {
  return {
    ...syntax,
    accepts: (node, trail) => isNull(node) || syntax.accepts(node, trail),
    read: (node, trail) => (isNull(node) ? undefined : syntax.read(node, trail)),
  };
}
