/** One YAML document as a layer: nodes with places, aliases followed, merge keys merged, `!reset` and `!override` noted. */
import { isAlias, isMap, isNode, isScalar, isSeq, visit } from 'yaml';
import type { Alias, Document, Node as YamlNode, Pair, YAMLMap } from 'yaml';
import { diagnose } from '../diagnostics/diagnostic.js';
import type {
  ComposePath,
  Diagnostic,
  DiagnosticCode,
  DiagnosticValues,
  Span,
} from '../diagnostics/diagnostic.js';
import { listNode, mapNode, scalarNode } from '../syntax/node.js';
import type { MapNode, Node } from '../syntax/node.js';
import { isCyclicUse } from './alias-paths.js';
import type { Anchors } from './anchors.js';
import type { AliasPaths } from './alias-paths.js';
import { isMergeKey, mergeKey } from './merge-key.js';
import { isText, readScalar } from './read-scalar.js';

/** One YAML document of a file. */
export interface Layer {
  readonly root: MapNode;
  /** The paths with `!reset` or `!override`: what lies there in earlier layers is removed before this one is merged. */
  readonly marks: readonly ComposePath[];
}

// Compose's own limit is on nodes as they are written. Aliases multiply them; past this size a file is an attack.
const MAX_WRITTEN = 100_000;
const MAX_EXPANDED = 1_000_000;
const MAX_DEPTH = 500;

/** The document's layer; undefined, with findings, if it is none. */
export function readDocument(
  document: Document,
  source: string,
  findings: Diagnostic[],
  anchors: Anchors,
): Layer | undefined {
  const reading: Reading = {
    source,
    findings,
    marks: [],
    ...anchors,
    open: new Set(),
    aliases: new Map(),
    count: { written: 0, expanded: 0 },
    failed: new Set(),
  };
  const { contents } = document;
  const place = spanOf(reading, contents);
  const root = read(reading, contents, { path: [], verbatim: false, place });
  if (reading.failed.size > 0) return undefined;
  if (root?.kind === 'map') return { root, marks: reading.marks };
  fail(reading, 'not-a-mapping', {}, place);
  return undefined;
}

/** The state of reading one document. */
interface Reading extends Anchors {
  readonly source: string;
  readonly findings: Diagnostic[];
  readonly marks: ComposePath[];
  /** The values that are being read, from the outside in. */
  readonly open: Set<YamlNode>;
  readonly aliases: AliasPaths;
  readonly count: { written: number; expanded: number };
  readonly failed: Set<DiagnosticCode>;
}

interface Position {
  readonly path: ComposePath;
  /** Below `!override`, where tags say nothing any more. */
  readonly verbatim: boolean;
  /** The place of what has none of its own: an absent value has that of its key. */
  readonly place: Span;
}

function read(reading: Reading, yaml: YamlNode | null, position: Position): Node | undefined {
  const { count, marks } = reading;
  const { path, verbatim, place } = position;
  count.written++;
  count.expanded++;
  if (count.written > MAX_WRITTEN || count.expanded > MAX_EXPANDED)
    return fail(reading, 'too-many-nodes', { limit: MAX_WRITTEN }, place);
  if (path.length > MAX_DEPTH) return fail(reading, 'nested-too-deep', {}, place);
  if (yaml === null) return scalarNode(null, { at: place });
  noteAnchor(reading, yaml);
  const target = isAlias(yaml) ? aliased(reading, yaml, position) : yaml;
  if (target === undefined) return undefined;
  if (!verbatim && (target.tag === '!reset' || target.tag === '!override')) {
    marks.push(path);
    if (target.tag === '!override') return value(reading, target, { ...position, verbatim: true });
    // What is removed here may still be meant by an alias below.
    visit(target, (_, node) => (isNode(node) ? noteAnchor(reading, node) : undefined));
    return undefined;
  }
  return isMap(target) || isSeq(target)
    ? shared(reading, target, position)
    : value(reading, target, position);
}

function aliased(reading: Reading, yaml: Alias, position: Position): YamlNode | undefined {
  const { anchors, open, aliases } = reading;
  const anchor = yaml.source;
  const target = anchors.get(anchor);
  if (target === undefined) return fail(reading, 'unknown-anchor', { anchor }, spanOf(reading, yaml));
  if (open.has(target) || (!position.verbatim && isCyclicUse(aliases, target, position.path)))
    return fail(reading, 'alias-cycle', { anchor }, spanOf(reading, yaml));
  return target;
}

function noteAnchor({ anchors }: Reading, yaml: YamlNode | null): void {
  if (yaml !== null && !isAlias(yaml) && yaml.anchor !== undefined) anchors.set(yaml.anchor, yaml);
}

function shared(reading: Reading, yaml: YamlNode, position: Position): Node | undefined {
  const { known, marks, count, open } = reading;
  const earlier = known.get(yaml);
  if (earlier !== undefined) {
    count.expanded += earlier.size;
    marks.push(...earlier.marks.map((mark) => [...position.path, ...mark]));
    return earlier.node;
  }
  const [marked, expanded] = [marks.length, count.expanded];
  open.add(yaml);
  const node = value(reading, yaml, position);
  open.delete(yaml);
  if (yaml.anchor !== undefined) {
    const relative = marks.slice(marked).map((mark) => mark.slice(position.path.length));
    known.set(yaml, { node, marks: relative, size: count.expanded - expanded });
  }
  return node;
}

function value(reading: Reading, yaml: YamlNode, position: Position): Node | undefined {
  const at = spanOf(reading, yaml);
  if (isMap(yaml)) return map(reading, yaml, { ...position, place: at });
  if (isSeq(yaml)) {
    const items = yaml.items.map((item, index) =>
      read(reading, item as YamlNode | null, { ...position, path: [...position.path, index], place: at }),
    );
    return listNode(
      items.filter((item) => item !== undefined),
      { at },
    );
  }
  if (!isScalar(yaml)) return undefined;
  const scalar = readScalar(yaml);
  return scalar.ok
    ? scalarNode(scalar.value, { at })
    : fail(reading, 'yaml-syntax', { problem: scalar.problem }, at);
}

function map(reading: Reading, yaml: YAMLMap, position: Position): Node | undefined {
  const entries = new Map<string, Node>();
  const seen = new Map<string, Span>();
  let merged: Node | undefined;
  for (const { key, value: child } of yaml.items as Pair<YamlNode, YamlNode | null>[]) {
    const place = spanOf(reading, key, position.place);
    const name = keyOf(reading, key, { ...position, place });
    if (name === undefined) continue;
    const earlier = seen.get(name);
    if (earlier !== undefined) failDuplicate(reading, name, place, earlier);
    seen.set(name, place);
    const merging = isMergeKey(key);
    const path = merging && position.path.length > 0 ? position.path : [...position.path, name];
    const node = read(reading, child, { ...position, path, place });
    if (node === undefined) continue;
    if (merging) merged = node;
    else entries.set(name, { ...node, key: place });
  }
  if (merged === undefined) return mapNode(entries, { at: position.place });
  const inherited = mergeKey(merged);
  if (inherited === undefined) fail(reading, 'invalid-merge-key', {}, merged.at);
  // What stands in the map itself comes first; in a list of maps, the earlier one wins.
  for (const [name, node] of inherited ?? []) if (!entries.has(name)) entries.set(name, node);
  return mapNode(entries, { at: position.place });
}

function keyOf(reading: Reading, key: YamlNode | null, { path, place }: Position): string | undefined {
  noteAnchor(reading, key);
  const target = isAlias(key) ? reading.anchors.get(key.source) : key;
  if (isMergeKey(target)) return '<<';
  if (isScalar(target) && isText(target)) return String(target.value);
  const found = isScalar(target) ? `'${target.source ?? ''}'` : 'that is a collection';
  return fail(reading, 'non-string-key', { key: found, where: path.join('.') }, place);
}

function failDuplicate(reading: Reading, key: string, at: Span, earlier: Span): void {
  reading.failed.add('duplicate-key');
  const related = [{ message: 'already defined here', at: earlier }];
  reading.findings.push(diagnose('duplicate-key', { key }, { at, related }));
}

function fail<C extends DiagnosticCode>(
  { failed, findings }: Reading,
  code: C,
  values: DiagnosticValues<C>,
  at: Span,
): undefined {
  // A file that is too large or too deep is so at thousands of places.
  const repeated = failed.has(code) && (code === 'too-many-nodes' || code === 'nested-too-deep');
  failed.add(code);
  if (!repeated) findings.push(diagnose(code, values, { at }));
}

function spanOf({ source }: Reading, yaml: YamlNode | null, fallback?: Span): Span {
  const range = yaml?.range;
  if (!range) return fallback ?? { source, start: 0, end: 0 };
  return { source, start: range[0], end: range[1] };
}
