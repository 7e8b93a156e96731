/** The keys of a YAML file as they are written, whatever the loader makes of them. */
import { isAlias, isMap, isScalar, isSeq, parseAllDocuments } from 'yaml';
import type { Alias, Node as YamlNode, Pair } from 'yaml';
import type { ComposePath, Span } from '../diagnostics/diagnostic.js';
import { isMergeKey } from './merge-key.js';

/** A key of a file. */
export interface DocumentKey {
  /** Its attribute path in that file. */
  readonly path: ComposePath;
  /** The place of the key. */
  readonly at: Span;
  /** From the start of the key to the end of its value. */
  readonly entry: Span;
  /** The value, if it is a text, a number or another scalar. */
  readonly scalar: Span | undefined;
  /** `merge`: a `<<`; `reset`: its value has the tag `!reset`, or stands below one that has. */
  readonly role: 'plain' | 'merge' | 'reset';
  /** What stands in its value, at any depth, aliases followed; the depth counts from the key. */
  readonly parts: () => Iterable<WrittenPart>;
}

/** A key or a value within the value of another key. */
export interface WrittenPart {
  readonly at: Span;
  readonly depth: number;
}

/** The keys of a file that loads, in the order in which they are written. */
export function documentKeys(text: string, source: string): readonly DocumentKey[] {
  const keys: DocumentKey[] = [];
  // An alias may name an anchor of an earlier document; of equal anchors, the last one before it counts.
  const anchors = new Map<string, YamlNode>();
  const targets = new Map<Alias, YamlNode | undefined>();
  const spanOf = (node: YamlNode | null, fallback: Span): Span =>
    node?.range ? { source, start: node.range[0], end: node.range[1] } : fallback;
  const visit = (node: YamlNode | null, path: ComposePath, isReset: boolean): void => {
    if (isAlias(node)) targets.set(node, anchors.get(node.source));
    else if (node?.anchor !== undefined) anchors.set(node.anchor, node);
    if (isSeq(node))
      for (const [index, item] of (node.items as YamlNode[]).entries())
        visit(item, [...path, index], isReset);
    if (isMap(node))
      for (const pair of node.items as Pair<YamlNode, YamlNode | null>[]) visitPair(pair, path, isReset);
  };
  const visitPair = (
    { key, value }: Pair<YamlNode, YamlNode | null>,
    path: ComposePath,
    isReset: boolean,
  ): void => {
    visit(key, path, isReset);
    const target = isAlias(key) ? targets.get(key) : key;
    const at = spanOf(key, { source, start: 0, end: 0 });
    const own = [...path, isScalar(target) ? (isMergeKey(target) ? '<<' : String(target.value)) : ''];
    const isMerge = isMergeKey(key) && path.length > 0;
    const resets = isReset || value?.tag === '!reset';
    keys.push({
      path: own,
      at,
      entry: { ...at, end: Math.max(text.indexOf(':', at.end) + 1, spanOf(value, at).end) },
      scalar: isScalar(value) ? spanOf(value, at) : undefined,
      role: resets ? 'reset' : isMerge ? 'merge' : 'plain',
      parts: () => partsOf(value, 0),
    });
    visit(value, own, resets);
  };
  function* partsOf(node: YamlNode | null, depth: number): Iterable<WrittenPart> {
    const target = isAlias(node) ? targets.get(node) : node;
    if (!target) return;
    const at = spanOf(target, { source, start: 0, end: 0 });
    yield { at, depth };
    if (isSeq(target)) for (const item of target.items as YamlNode[]) yield* partsOf(item, depth + 1);
    if (!isMap(target)) return;
    for (const { key, value } of target.items as Pair<YamlNode, YamlNode | null>[]) {
      yield { at: spanOf(key, at), depth: depth + 1 };
      yield* partsOf(value, depth + 1);
    }
  }
  for (const { contents } of parseAllDocuments(text, {
    schema: 'failsafe',
    uniqueKeys: false,
    logLevel: 'silent',
  }))
    visit(contents, [], false);
  return keys;
}
