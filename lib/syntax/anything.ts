import type { GoValue } from './grammars/go-format.js';
import type { Node } from './node.js';
import type { Syntax } from './syntax.js';
import { formatPath, pathOf, report, within } from './trail.js';
import type { Trail } from './trail.js';

/** Any value: what an extension key holds. */
export const anything: Syntax<unknown> = {
  accepts: isFinite,
  read: (node) => plain(node),
  keepsEmpty: true,
};

function isFinite(node: Node, trail: Trail): boolean {
  if (node.kind === 'map')
    return [...node.map].reduce(
      (finite, [key, value]) => isFinite(value, within(trail, key)) && finite,
      true,
    );
  if (node.kind === 'list')
    return node.list.reduce((finite, item, index) => isFinite(item, within(trail, index)) && finite, true);
  if (typeof node.value !== 'number' || Number.isFinite(node.value)) return true;
  report(trail, node, 'not-a-finite-number', { key: formatPath(pathOf(trail)) });
  return false;
}

/** The node as plain data. Integers that a number cannot hold stay bigints; a date is its text. */
export function plain(node: Node): unknown {
  if (node.kind === 'map')
    return Object.fromEntries([...node.map].map(([key, value]) => [key, plain(value)]));
  if (node.kind === 'list') return node.list.map(plain);
  const { value } = node;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  return typeof value === 'object' && value !== null ? value.rfc3339 : value;
}

/** The node as the values that Go's `%v` prints. */
export function goValue(node: Node): GoValue {
  if (node.kind === 'map') return new Map([...node.map].map(([key, value]) => [key, goValue(value)]));
  return node.kind === 'list' ? node.list.map(goValue) : node.value;
}
