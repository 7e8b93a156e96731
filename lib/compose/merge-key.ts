import type { Node } from '../syntax/node.js';

/** The entries that the value of a merge key `<<` brings, of equal ones the first; undefined for what is no map or list of maps. */
export function mergeKey(value: Node): ReadonlyMap<string, Node> | undefined {
  if (value.kind === 'map') return value.map;
  if (value.kind !== 'list') return undefined;
  const entries = new Map<string, Node>();
  for (const item of value.list) {
    if (item.kind !== 'map') return undefined;
    for (const [key, node] of item.map) if (!entries.has(key)) entries.set(key, node);
  }
  return entries;
}
