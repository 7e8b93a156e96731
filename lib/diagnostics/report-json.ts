import {
  inReadingOrder,
  type ComposePath,
  type Diagnostic,
  type Severity,
  type Sources,
  type Span,
} from './diagnostic.js';
import { placeFinder } from './places.js';

/** Lines and columns count from 1, columns in UTF-16 code units; ends are exclusive. */
export interface JsonPlace {
  readonly source: string;
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** A diagnostic for programs: as in the text report, with its place as numbers. */
export interface JsonFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly fix?: string;
  readonly path?: ComposePath;
  readonly at?: JsonPlace;
  readonly related?: readonly { readonly message: string; readonly at: JsonPlace }[];
}

/** The findings in reading order. */
export function jsonFindings(diagnostics: readonly Diagnostic[], sources: Sources): readonly JsonFinding[] {
  const find = placeFinder(sources);
  const placeOf = (span: Span): JsonPlace => {
    const place = find(span);
    if (place === undefined) return { source: span.source };
    const { text: _, ...numbers } = place;
    return numbers;
  };
  return inReadingOrder(diagnostics).map(({ at, related, ...rest }) => ({
    ...rest,
    ...(at === undefined ? {} : { at: placeOf(at) }),
    ...(related === undefined
      ? {}
      : { related: related.map((other) => ({ message: other.message, at: placeOf(other.at) })) }),
  }));
}
