import { isScalar } from 'yaml';
import type { Node as YamlNode } from 'yaml';
import type { Node } from '../syntax/node.js';

const MERGE_TAG = 'tag:yaml.org,2002:merge';

/** Whether a key merges the maps of its value into its own map: `<<`, or in quotes `!!merge "<<"`. */
export function isMergeKey(key: YamlNode | null | undefined): boolean {
  return isScalar(key) && key.source === '<<' && (key.type === 'PLAIN' || key.tag === MERGE_TAG);
}

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
