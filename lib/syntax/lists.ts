/** Lists, and values that are a text or a list of texts. */
import { plain } from './anything.js';
import { readShapes } from './by-shape.js';
import { listNode } from './node.js';
import type { ListNode, Node } from './node.js';
import { keyOfText, toSequence } from './sequence.js';
import { wrongType } from './shape.js';
import { text } from './scalars.js';
import type { Syntax } from './syntax.js';
import { formatPath, pathOf, report, within } from './trail.js';
import type { Trail } from './trail.js';

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
  return listNode(
    [...toSequence(base), ...toSequence(over)],
    over.kind === 'scalar' && over.value === null ? base : over,
  );
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
  const seen = new Map<string, number>();
  let distinct = true;
  for (const [index, item] of node.list.entries()) {
    const earlier = earlierEqual(seen, item);
    seen.set(identity(item), index);
    if (earlier === undefined) continue;
    distinct = false;
    report(within(trail, index), item, 'equal-items', {
      key: formatPath(pathOf(trail)),
      first: earlier,
      second: index,
    });
  }
  return distinct;
}

// Compose's schema library finds the text "1" equal to a number 1 that follows it, but not one that precedes it.
function earlierEqual(seen: ReadonlyMap<string, number>, item: Node): number | undefined {
  const number = item.kind === 'scalar' && (typeof item.value === 'bigint' || typeof item.value === 'number');
  return seen.get(identity(item)) ?? (number ? seen.get(JSON.stringify(String(item.value))) : undefined);
}

function identity(item: Node): string {
  return JSON.stringify(plain(item), (_, value: unknown) => {
    if (typeof value === 'bigint') return `#${value}`;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}
