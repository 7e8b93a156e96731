/** The text of a Compose file as layers: one for each YAML document, resolved as the Go parser of `docker compose` does. */
import { isAlias, isMap, isScalar, isSeq, parseAllDocuments } from 'yaml';
import type { Document, Node as YamlNode, Pair, YAMLMap } from 'yaml';
import { diagnose, hasErrors } from '../diagnostics/diagnostic.js';
import type {
  ComposePath,
  Diagnostic,
  DiagnosticCode,
  DiagnosticValues,
  Span,
} from '../diagnostics/diagnostic.js';
import { listNode, mapNode, scalarNode } from '../syntax/node.js';
import type { MapNode, Node } from '../syntax/node.js';
import { AliasPaths } from './alias-paths.js';
import { mergeKey } from './merge-key.js';
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

/** The layers of a file. Undefined, with findings, if the text is no YAML that Compose takes. */
export function parseLayers(
  text: string,
  source: string,
): { readonly layers: readonly Layer[] | undefined; readonly findings: readonly Diagnostic[] } {
  const findings: Diagnostic[] = [];
  const layers: Layer[] = [];
  for (const document of readDocuments(text, source, findings)) {
    if (hasErrors(findings)) break;
    const reader = new Reader(document, source, findings);
    const root = reader.root();
    if (root !== undefined) layers.push({ root, marks: reader.marks });
  }
  return { layers: hasErrors(findings) ? undefined : layers, findings };
}

const UNPRINTABLE = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]/;

function readDocuments(text: string, source: string, findings: Diagnostic[]): readonly Document[] {
  const stray = UNPRINTABLE.exec(text);
  if (stray !== null) {
    const at = { source, start: stray.index, end: stray.index + 1 };
    findings.push(diagnose('yaml-syntax', { problem: 'control characters are not allowed' }, { at }));
    return [];
  }
  try {
    const documents = parseAllDocuments(text, {
      schema: 'failsafe',
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
    for (const { code, message, pos } of documents.flatMap(({ errors }) => errors)) {
      const at = { source, start: pos[0], end: Math.max(pos[1], pos[0] + 1) };
      findings.push(
        code === 'BAD_ALIAS'
          ? diagnose('unknown-anchor', { anchor: text.slice(pos[0], pos[1]).replace(/^\*/, '') }, { at })
          : diagnose(
              'yaml-syntax',
              { problem: message.replace(/^[A-Z]/, (first) => first.toLowerCase()) },
              { at },
            ),
      );
    }
    return documents as readonly Document[];
  } catch (error) {
    // The YAML parser recurses: only a file nested thousands of levels deep exhausts its stack.
    if (!(error instanceof RangeError)) throw error;
    findings.push(diagnose('nested-too-deep', {}, { at: { source, start: 0, end: 0 } }));
    return [];
  }
}

/** What an anchor's value became: its node, the marks in it by relative path, and how many nodes it stands for. */
interface Resolved {
  readonly node: Node | undefined;
  readonly marks: readonly ComposePath[];
  readonly size: number;
}

/** Turns one document's YAML nodes into ours. Anchored values are read once and shared by their aliases. */
class Reader {
  readonly marks: ComposePath[] = [];
  private readonly known = new Map<YamlNode, Resolved>();
  private readonly open = new Set<YamlNode>();
  private readonly aliases = new AliasPaths();
  private written = 0;
  private expanded = 0;
  private failed = false;

  constructor(
    private readonly document: Document,
    private readonly source: string,
    private readonly findings: Diagnostic[],
  ) {}

  root(): MapNode | undefined {
    const { contents } = this.document;
    const node = this.read(contents, { path: [], verbatim: false, place: this.spanOf(contents) });
    if (this.failed || node?.kind === 'map') return node?.kind === 'map' ? node : undefined;
    this.fail('not-a-mapping', {}, this.spanOf(contents));
    return undefined;
  }

  private read(yaml: YamlNode | null, position: Position): Node | undefined {
    this.written++;
    this.expanded++;
    if (this.written > MAX_WRITTEN || this.expanded > MAX_EXPANDED) {
      this.fail('too-many-nodes', { limit: MAX_WRITTEN }, position.place);
      return undefined;
    }
    if (position.path.length > MAX_DEPTH) {
      this.fail('nested-too-deep', {}, position.place);
      return undefined;
    }
    const { path, verbatim } = position;
    if (yaml === null) return scalarNode(null, { at: position.place });
    const target = this.target(yaml, position);
    if (target === undefined) return undefined;
    if (!verbatim && target.tag === '!reset') {
      this.marks.push(path);
      return undefined;
    }
    if (!verbatim && target.tag === '!override') {
      this.marks.push(path);
      return this.container(target, { ...position, verbatim: true });
    }
    return isMap(target) || isSeq(target) ? this.shared(target, position) : this.container(target, position);
  }

  private target(yaml: YamlNode, position: Position): YamlNode | undefined {
    if (!isAlias(yaml)) return yaml;
    const target = yaml.resolve(this.document) as YamlNode | undefined;
    if (target === undefined) this.fail('unknown-anchor', { anchor: yaml.source }, this.spanOf(yaml));
    else if (this.open.has(target) || (!position.verbatim && !this.aliases.visit(target, position.path))) {
      this.fail('alias-cycle', { anchor: yaml.source }, this.spanOf(yaml));
      return undefined;
    }
    return target;
  }

  private shared(yaml: YamlNode, position: Position): Node | undefined {
    const known = this.known.get(yaml);
    if (known !== undefined) {
      this.expanded += known.size;
      this.marks.push(...known.marks.map((mark) => [...position.path, ...mark]));
      return known.node;
    }
    const [marked, size] = [this.marks.length, this.expanded];
    this.open.add(yaml);
    const node = this.container(yaml, position);
    this.open.delete(yaml);
    const marks = this.marks.slice(marked).map((mark) => mark.slice(position.path.length));
    if (yaml.anchor !== undefined || position.path.length === 0)
      this.known.set(yaml, { node, marks, size: this.expanded - size });
    return node;
  }

  private container(yaml: YamlNode, position: Position): Node | undefined {
    const at = this.spanOf(yaml);
    if (isMap(yaml)) return this.map(yaml, { ...position, place: at });
    if (isSeq(yaml)) {
      const items = yaml.items.map((item, index) =>
        this.read(item as YamlNode | null, { ...position, path: [...position.path, index], place: at }),
      );
      return listNode(
        items.filter((item) => item !== undefined),
        { at },
      );
    }
    if (!isScalar(yaml)) return undefined;
    const value = readScalar(yaml);
    if (value.ok) return scalarNode(value.value, { at });
    this.fail('yaml-syntax', { problem: value.problem }, at);
    return undefined;
  }

  private map(yaml: YAMLMap, position: Position): Node | undefined {
    const entries = new Map<string, Node>();
    const seen = new Map<string, Span>();
    let merged: Node | undefined;
    for (const { key, value } of yaml.items as Pair<YamlNode, YamlNode | null>[]) {
      const place = this.spanOf(key, position.place);
      const name = this.keyOf(key, position.path, place);
      if (name === undefined) continue;
      const earlier = seen.get(name);
      if (earlier !== undefined) this.failDuplicate(name, place, earlier);
      seen.set(name, place);
      const merging = name === '<<' && isScalar(key) && key.type === 'PLAIN';
      const path = merging && position.path.length > 0 ? position.path : [...position.path, name];
      const node = this.read(value, { ...position, path, place });
      if (node === undefined) continue;
      if (merging) merged = node;
      else entries.set(name, { ...node, key: place });
    }
    if (merged === undefined) return mapNode(entries, { at: position.place });
    const inherited = mergeKey(merged);
    if (inherited === undefined) this.fail('invalid-merge-key', {}, merged.at);
    // What stands in the map itself comes first; in a list of maps, the earlier one wins.
    for (const [name, node] of inherited ?? []) if (!entries.has(name)) entries.set(name, node);
    return mapNode(entries, { at: position.place });
  }

  private keyOf(key: YamlNode | null, path: ComposePath, at: Span): string | undefined {
    const target = isAlias(key) ? key.resolve(this.document) : key;
    if (isScalar(target) && (isText(target) || isMergeKey(target))) return String(target.value);
    const found = isScalar(target) ? (target.source ?? '') : 'a collection';
    this.fail('non-string-key', { key: found, where: path.join('.') }, at);
    return undefined;
  }

  private failDuplicate(key: string, at: Span, earlier: Span): void {
    this.failed = true;
    const related = [{ message: 'already defined here', at: earlier }];
    this.findings.push(diagnose('duplicate-key', { key }, { at, related }));
  }

  private fail<C extends DiagnosticCode>(code: C, values: DiagnosticValues<C>, at: Span): void {
    // One attack or one unreadable document is told once.
    const repeated = this.failed && (code === 'too-many-nodes' || code === 'nested-too-deep');
    this.failed = true;
    if (!repeated) this.findings.push(diagnose(code, values, { at }));
  }

  private spanOf(yaml: YamlNode | null, fallback?: Span): Span {
    const range = yaml?.range;
    if (!range) return fallback ?? { source: this.source, start: 0, end: 0 };
    return { source: this.source, start: range[0], end: range[1] };
  }
}

interface Position {
  readonly path: ComposePath;
  /** Below `!override`, where tags say nothing any more. */
  readonly verbatim: boolean;
  /** The place of what has none of its own: an absent value has that of its key. */
  readonly place: Span;
}

function isMergeKey(key: { readonly value: unknown; readonly type?: string | undefined }): boolean {
  return key.value === '<<' && key.type === 'PLAIN';
}
