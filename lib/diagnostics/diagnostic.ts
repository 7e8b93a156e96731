/**
 * A finding about what the user wrote. Findings are values: every pass returns them beside its result and goes on,
 * so that one run reports all of them. Prose is made from the catalogue, places are offsets into a source;
 * lines and columns are computed only when a report is rendered.
 */
import { catalogue } from './catalogue.js';
import type { CatalogueRow, Severity } from './row.js';

export type { Severity } from './row.js';

/** Where a value stands in the project: `['services', 'web', 'ports', 0]`. */
export type ComposePath = readonly (string | number)[];

/** A range of a source's text, in UTF-16 code units; `end` is exclusive. */
export interface Span {
  /** The source's name as reports print it: the path as the user gave it, or `<stdin>`. */
  readonly source: string;
  readonly start: number;
  readonly end: number;
}

/** Every text that spans point into, by source name. */
export type Sources = ReadonlyMap<string, string>;

/** The permanent, kebab-case name of a finding: the key of its row in the catalogue. */
export type DiagnosticCode = keyof typeof catalogue;

/** The values that the catalogue's sentence for `C` is made from. */
export type DiagnosticValues<C extends DiagnosticCode> = Parameters<(typeof catalogue)[C]['message']>[0];

/** One finding, as data. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** What was found: lower case, no final period, quoting what was given. */
  readonly message: string;
  /** What to do about it. */
  readonly fix?: string;
  /** Where it stands; absent for findings about the command line or the machine. */
  readonly at?: Span;
  /** The attribute path, where there is one. */
  readonly path?: ComposePath;
  /** Other places that explain it: the earlier definition, the file that includes this one. */
  readonly related?: readonly { readonly message: string; readonly at: Span }[];
}

/** What a pass returns: its value, unless errors left none, and everything it found. */
export interface Checked<T> {
  readonly value: T | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** A checked value with the texts that its findings point into. */
export interface CheckedWithSources<T> extends Checked<T> {
  readonly sources: Sources;
}

/** Where a finding stands, given apart from what it says. */
export interface DiagnosticContext {
  readonly at?: Span | undefined;
  readonly path?: ComposePath | undefined;
  readonly related?: Diagnostic['related'] | undefined;
}

/** Makes the diagnostic of a catalogue row. */
export function diagnose<C extends DiagnosticCode>(
  code: C,
  values: DiagnosticValues<C>,
  context: DiagnosticContext = {},
): Diagnostic {
  const row = catalogue[code] as CatalogueRow<DiagnosticValues<C>>;
  const fix = row.fix?.(values);
  return {
    code,
    severity: row.severity,
    message: row.message(values),
    ...(fix === undefined ? {} : { fix }),
    ...(context.at === undefined ? {} : { at: context.at }),
    ...(context.path === undefined ? {} : { path: context.path }),
    ...(context.related === undefined ? {} : { related: context.related }),
  };
}

/** Whether anything found stops the work; warnings and notes do not. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

/** Sorted by place, errors of equal places first, repeats removed: the order in which people read and mend. */
export function inReadingOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const rank: Record<Severity, number> = { error: 0, warning: 1, info: 2 };
  const seen = new Set<string>();
  return diagnostics
    .filter((diagnostic) => {
      const identity = JSON.stringify([diagnostic.code, diagnostic.message, diagnostic.at]);
      return !seen.has(identity) && seen.add(identity);
    })
    .map((diagnostic, index) => ({ diagnostic, index }))
    .toSorted(
      ({ diagnostic: a, index: i }, { diagnostic: b, index: j }) =>
        Number(a.at === undefined) - Number(b.at === undefined) ||
        compare(a.at?.source ?? '', b.at?.source ?? '') ||
        (a.at?.start ?? 0) - (b.at?.start ?? 0) ||
        rank[a.severity] - rank[b.severity] ||
        i - j,
    )
    .map(({ diagnostic }) => diagnostic);
}

// Not localeCompare: the order must not depend on the machine's locale.
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
