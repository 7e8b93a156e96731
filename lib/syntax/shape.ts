/** Words for what a node is, as findings use them. */
import type { Node } from './node.js';
import { formatPath, pathOf, report } from './trail.js';
import type { Trail } from './trail.js';

/** What was found, in a user's words: `a mapping`, `the number 5`. */
export function describe(node: Node): string {
  if (node.kind === 'map') return 'a mapping';
  if (node.kind === 'list') return 'a list';
  const { value } = node;
  if (value === null) return 'nothing';
  if (typeof value === 'string') return `the text '${shortened(value)}'`;
  if (typeof value === 'object') return 'a date';
  return typeof value === 'boolean' ? `the boolean ${value}` : `the number ${value}`;
}

/** Reports that the node has none of the expected forms. Always false, so that `accepts` can return it. */
export function wrongType(node: Node, expected: readonly string[], trail: Trail): false {
  report(trail, node, 'wrong-type', { key: formatPath(pathOf(trail)), expected, found: describe(node) });
  return false;
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
