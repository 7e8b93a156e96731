/** `key: value` maps that may also be written as lists of `key=value`. */
import { goValue } from './anything.js';
import { readShapes } from './by-shape.js';
import { goText } from './grammars/go-format.js';
import { byKey, joinAsSequences, listOf } from './lists.js';
import { isNull } from './node.js';
import type { ListNode, MapNode, Node } from './node.js';
import { gatherExtensions, mapOf } from './object.js';
import { scalar } from './scalar-form.js';
import { text } from './scalars.js';
import { cut } from './sequence.js';
import { wrongType } from './shape.js';
import type { Syntax } from './syntax.js';
import { formatPath, pathOf, report, within } from './trail.js';
import type { Trail } from './trail.js';

const value = scalar({ types: ['text', 'number', 'boolean', 'null'], read: (found) => goText(found) });
const forms = readShapes({ map: mapOf(value), list: listOf(text, { distinct: true }) });

/** Merged as `key=value` texts, of which the last of a key wins. */
const keyed = { merge: joinAsSequences, item: byKey(text) };

interface KeyValuesOptions {
  /** How layers merge: as texts unique by key; as texts that may repeat; or by the general rule. */
  readonly merging?: 'by-key' | 'append' | 'general';
}

/** Values that are texts; a key without a value has the empty text. */
export function keyValues(options: KeyValuesOptions = {}): Syntax<Readonly<Record<string, string>>> {
  return {
    ...mergingFacets(options),
    accepts: forms.accepts,
    read: (node, trail) => readPairs(node, trail, (pair) => pair ?? ''),
  };
}

/** Variables: a key without a value is null, to be looked up where the project is loaded. */
export function variables(options: KeyValuesOptions = {}): Syntax<Readonly<Record<string, string | null>>> {
  return {
    ...mergingFacets(options),
    accepts: forms.accepts,
    read: (node, trail) => {
      if (node.kind === 'list')
        node.list.forEach((item, index) => refuseTrailingSpace(item, within(trail, index)));
      return readPairs(node, trail, (pair) => pair ?? null);
    },
  };
}

const option = scalar({ types: ['text', 'number'], read: (found) => goText(found) });

/** Options that are handed to a driver as they are: a map of texts and numbers. */
export const driverOptions: Syntax<Readonly<Record<string, string>>> = {
  ...mapOf(option, { open: true }),
  read: (node, trail) => (node.kind === 'list' ? undefined : readPairs(node, trail, (pair) => pair ?? '')),
};

/** The same where Compose reads nothing but texts and integers. */
export const textOptions: Syntax<Readonly<Record<string, string>>> = {
  ...mapOf({ ...text, read: (node, trail) => (isNull(node) ? '' : text.read(node, trail)) }),
  accepts: driverOptions.accepts,
};

function mergingFacets({ merging = 'by-key' }: KeyValuesOptions): Partial<Syntax<never>> {
  if (merging === 'by-key') return keyed;
  return merging === 'append' ? { merge: joinAsSequences } : {};
}

/** The pairs of either form. `value` is given the text, or undefined where a key stands alone. */
export function readPairs<V>(
  node: Node,
  trail: Trail,
  read: (pair: string | undefined) => V,
): Readonly<Record<string, V>> | undefined {
  if (node.kind === 'map') return pairsOfMap(node, read);
  if (node.kind === 'list') return pairsOfList(node, read);
  if (node.value !== null) wrongType(node, ['a mapping', 'a list'], trail);
  return undefined;
}

function pairsOfMap<V>(node: MapNode, read: (pair: string | undefined) => V): Readonly<Record<string, V>> {
  return Object.fromEntries(
    [...gatherExtensions(node).map].map(([key, child]) => {
      const found = goValue(child);
      return [key, read(found === null ? undefined : goText(found))];
    }),
  );
}

function pairsOfList<V>(node: ListNode, read: (pair: string | undefined) => V): Readonly<Record<string, V>> {
  return Object.fromEntries(
    node.list.map((item) => {
      const [key, pair] = cut(goText(goValue(item)));
      return [key, read(pair)];
    }),
  );
}

function refuseTrailingSpace(item: Node, trail: Trail): void {
  const [key] = cut(goText(goValue(item)));
  if (/\s$/.test(key))
    report(trail, item, 'variable-with-trailing-space', { key: formatPath(pathOf(trail)), name: key });
}
