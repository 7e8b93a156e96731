import type { Sources, Span } from './diagnostic.js';

/** A span in the terms people read: lines and columns count from 1, columns in UTF-16 code units. */
export interface Place {
  readonly source: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  /** Exclusive. */
  readonly endColumn: number;
  /** The text of the first line, without its line break. */
  readonly text: string;
}

/**
 * Finds the places of spans; undefined for a span of a source whose text is not there. Line starts are computed once
 * per source, and offsets outside the text count as its ends.
 */
export function placeFinder(sources: Sources): (span: Span) => Place | undefined {
  const indexed = new Map<string, readonly number[]>();
  return ({ source, start, end }) => {
    const text = sources.get(source);
    if (text === undefined) return undefined;
    const lineStarts = indexed.get(source) ?? lineStartsOf(text);
    indexed.set(source, lineStarts);
    const first = lineOf(lineStarts, Math.max(0, Math.min(start, text.length)));
    const last = lineOf(lineStarts, Math.max(start, Math.min(end, text.length)));
    const lineStart = lineStarts[first] ?? 0;
    return {
      source,
      line: first + 1,
      column: Math.max(0, Math.min(start, text.length)) - lineStart + 1,
      endLine: last + 1,
      endColumn: Math.max(start, Math.min(end, text.length)) - (lineStarts[last] ?? 0) + 1,
      text: /^.*/.exec(text.slice(lineStart, lineStarts[first + 1] ?? text.length))?.[0] ?? '',
    };
  };
}

/** `compose.yaml:9:5`; the source's name alone when its text is not there. */
export function printPlace(find: (span: Span) => Place | undefined, span: Span): string {
  const place = find(span);
  return place === undefined ? span.source : `${place.source}:${place.line}:${place.column}`;
}

function lineStartsOf(text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(/\r\n|\n|\r/g), (match) => match.index + match[0].length)];
}

function lineOf(lineStarts: readonly number[], offset: number): number {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
