/** Values that are a command: one text, or the list of its words. */
import { readShapes } from './by-shape.js';
import { splitShellWords } from './grammars/shell-words.js';
import { listOf } from './lists.js';
import type { Node } from './node.js';
import { readWith, scalar } from './scalar-form.js';
import { text } from './scalars.js';
import type { Syntax } from './syntax.js';

/** A later layer replaces the value whole; a null there clears it. */
export function replacing<T>(syntax: Syntax<T>): Syntax<T> {
  return { ...syntax, merge: (_base: Node, over: Node) => over };
}

/** A command line, split as a shell would, or its words. An empty one is kept: it clears what the image says. */
export const commandLine: Syntax<readonly string[]> = {
  ...readShapes({
    scalar: scalar({
      types: ['null', 'text'],
      read: (value, node, trail) =>
        typeof value === 'string' ? readWith(splitShellWords(value), 'command line', node, trail) : undefined,
    }),
    list: listOf(text),
  }),
  keepsEmpty: true,
};
