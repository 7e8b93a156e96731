/** Additional host names: `host=ip` texts, or a map from host to addresses. */
import { goValue } from './anything.js';
import { readShapes } from './by-shape.js';
import { byCodePoint } from './grammars/code-point-order.js';
import { extraHost, parseExtraHost } from './grammars/extra-hosts.js';
import type { ExtraHost } from './grammars/extra-hosts.js';
import { goText } from './grammars/go-format.js';
import type { Parsed } from './grammars/parsed.js';
import { appended, distinctTexts, listOf } from './lists.js';
import type { Node } from './node.js';
import { gatherExtensions, mapOf } from './object.js';
import { readWith } from './scalar-form.js';
import { text } from './scalars.js';
import { toSequence } from './sequence.js';
import { wrongType } from './shape.js';
import type { Syntax } from './syntax.js';
import { within } from './trail.js';
import type { Trail } from './trail.js';

const forms = readShapes({
  map: mapOf(readShapes({ scalar: text, list: listOf(text) })),
  list: distinctTexts,
});

/** Sorted `host=ip` texts. Layers append: one host may get several addresses, but equal texts come once. */
export const hosts: Syntax<readonly string[]> = {
  accepts: forms.accepts,
  merge: (base, over) => {
    const earlier = toSequence(base);
    const known = new Set(earlier.map(textual));
    const later = toSequence(over).filter((item) => !known.has(textual(item)));
    return appended(base, over, [...earlier, ...later]);
  },
  read: (node, trail) =>
    hostsOf(node, trail)
      ?.flatMap(({ host, addresses }) => addresses.map((address) => `${host}=${address}`))
      .toSorted(byCodePoint),
};

function textual(item: Node): string {
  return goText(goValue(item));
}

function hostsOf(node: Node, trail: Trail): readonly ExtraHost[] | undefined {
  const checked = (result: Parsed<ExtraHost>, item: Node, key: string | number): readonly ExtraHost[] => {
    const host = readWith(result, 'host', item, within(trail, key));
    return host === undefined ? [] : [host];
  };
  if (node.kind === 'list')
    return node.list.flatMap((item, i) => checked(parseExtraHost(textual(item)), item, i));
  if (node.kind === 'map')
    return [...gatherExtensions(node).map].flatMap(([host, item]) => {
      if (item.kind === 'map') wrongType(item, ['text', 'a list'], within(trail, host));
      return checked(extraHost(host, addressesOf(item)), item, host);
    });
  if (node.value !== null) wrongType(node, ['a mapping', 'a list'], trail);
  return undefined;
}

function addressesOf(node: Node): readonly string[] {
  if (node.kind === 'list') return node.list.map(textual);
  return [node.kind === 'scalar' && node.value === null ? '' : textual(node)];
}
