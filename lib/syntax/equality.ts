/** When Compose finds two items of a list equal. */
import { goValue } from './anything.js';
import { byCodePoint } from './grammars/code-point-order.js';
import { goText } from './grammars/go-format.js';
import type { Node } from './node.js';

/** Whether the later item repeats the earlier one. A number repeats a text that precedes it, but not the other way round. */
export function isRepeated(earlier: Node | undefined, later: Node): boolean {
  if (earlier?.kind !== later.kind) return false;
  if (earlier.kind === 'map' && later.kind === 'map')
    return (
      earlier.map.size === later.map.size &&
      [...later.map].every(([key, value]) => isRepeated(earlier.map.get(key), value))
    );
  if (earlier.kind === 'list' && later.kind === 'list')
    return (
      earlier.list.length === later.list.length &&
      later.list.every((item, index) => isRepeated(earlier.list[index], item))
    );
  if (earlier.kind !== 'scalar' || later.kind !== 'scalar') return false;
  const numeric = typeof later.value === 'bigint' || typeof later.value === 'number';
  const comparable =
    typeof earlier.value === typeof later.value ||
    (numeric && typeof earlier.value !== 'boolean' && earlier.value !== null);
  return comparable && goText(goValue(earlier)) === goText(goValue(later));
}

/** A text that is the same for all items that may be equal. */
export function looseText(node: Node): string {
  if (node.kind === 'list') return `[${node.list.map(looseText).join()}]`;
  if (node.kind === 'scalar') return JSON.stringify(goText(goValue(node)));
  const entries = [...node.map].toSorted(([a], [b]) => byCodePoint(a, b));
  return `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${looseText(value)}`).join()}}`;
}
