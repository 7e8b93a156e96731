/** Lists, and values that are a text or a list of texts. */
import { readShapes } from './by-shape.js';
import { isRepeated, looseText } from './equality.js';
import { hollow, isNull, listNode } from './node.js';
import type { ListNode, Node } from './node.js';
import { keyOfText, toSequence } from './sequence.js';
import { wrongType } from './shape.js';
import { text } from './scalars.js';
import type { Syntax } from './syntax.js';
import { formatPath, pathOf, report, within } from './trail.js';
import type { Trail } from './trail.js';

/** How a list is checked. */
export interface ListOptions {
  /** Whether equal items are refused. */
  readonly distinct?: boolean;
}

/** A list of items. */
export function listOf<T>(item: Syntax<T>, options: ListOptions = {}): Syntax<readonly T[]> {
  return {
    item,
    accepts: (node, trail) => {
      if (node.kind !== 'list') return wrongType(node, ['a list'], trail);
      const accepted = node.list.reduce(
        (all, child, index) => item.accepts(child, within(trail, index)) && all,
        true,
      );
      return (options.distinct !== true || areDistinct(node, trail)) && accepted;
    },
    read: (node, trail) => readList(item, node, trail),
  };
}

/** A list of texts of which none comes twice. */
export const distinctTexts: Syntax<readonly string[]> = listOf(text, { distinct: true });

/** The same, where a later file's item replaces the one with equal text before its `=`. */
export const keyedTexts: Syntax<readonly string[]> = listOf(byKey(text), { distinct: true });

/** Items that are unique by their text before an `=`. */
export function byKey<T>(item: Syntax<T>): Syntax<T> {
  return { ...item, unique: keyOfText };
}

/** How texts, or one alone, are merged and read. */
export interface TextsOptions {
  /** Layers are joined as lists, whichever form they have. */
  readonly joined?: boolean;
  /** Items are unique by the text before an `=`. */
  readonly keyed?: boolean;
  /** The short form becomes long when layers are expanded, not only when they are read. */
  readonly expanded?: boolean;
  readonly distinct?: boolean;
  readonly resolve?: Syntax<string>['resolve'];
}

/** One text, or a list of texts. */
export function textOrList(options: TextsOptions = {}): Syntax<readonly string[]> {
  const { joined = false, keyed = false, expanded = false, distinct = true, resolve } = options;
  const item = { ...(keyed ? byKey(text) : text), ...(resolve === undefined ? {} : { resolve }) };
  const list = listOf(item, { distinct });
  return {
    item,
    accepts: readShapes({ scalar: text, list }).accepts,
    read: (node, trail) => readList(item, toList(node), trail),
    ...(joined ? { merge: joinAsSequences } : {}),
    ...(expanded ? { expand: toList } : {}),
  };
}

/** A bare text as a list of one. */
export function toList(node: Node): Node {
  return node.kind === 'scalar' && typeof node.value === 'string'
    ? listNode([{ ...node, key: undefined }], node)
    : node;
}

/** Appends two layers as lists of texts, whatever form they have. */
export function joinAsSequences(base: Node, over: Node): Node {
  return appended(base, over, [...toSequence(base), ...toSequence(over)]);
}

/** The items as one list in the place of the later layer. Nothing on nothing stays nothing, which is then refused. */
export function appended(base: Node, over: Node, items: readonly Node[]): Node {
  if (items.length === 0 && base.kind !== 'list') return hollow('list', over);
  return listNode(items, isNull(over) ? base : over);
}

/** Reads every item; those that mean nothing are left out. */
export function readList<T>(item: Syntax<T>, node: Node, trail: Trail): readonly T[] | undefined {
  if (node.kind === 'list')
    return node.list
      .map((child, index) => item.read(child, within(trail, index)))
      .filter((value): value is Awaited<T> & T => value !== undefined);
  if (node.kind !== 'scalar' || node.value !== null) wrongType(node, ['a list'], trail);
  return undefined;
}

function areDistinct(node: ListNode, trail: Trail): boolean {
  const seen = new Map<string, number[]>();
  let distinct = true;
  for (const [index, item] of node.list.entries()) {
    const alike = seen.get(looseText(item)) ?? [];
    const first = alike.find((earlier) => isRepeated(node.list[earlier], item));
    if (first === undefined) {
      seen.set(looseText(item), [...alike, index]);
      continue;
    }
    distinct = false;
    const key = formatPath(pathOf(trail));
    report(within(trail, index), item, 'equal-items', { key, first, second: index });
  }
  return distinct;
}
