import type { Checked, Diagnostic } from '../diagnostics/diagnostic.js';

/** What a pass of the planner returns: it always has a value, so that one run finds everything and a plan can be shown. */
export interface Found<T> extends Checked<T> {
  readonly value: T;
}

/** A value with what was found on the way to it. */
export function found<T>(value: T, diagnostics: readonly Diagnostic[] = []): Found<T> {
  return { value, diagnostics };
}

/** One finding from many: a record of findings becomes the finding of a record. */
export function gather<T extends Readonly<Record<string, unknown>>>(parts: {
  readonly [K in keyof T]: Found<T[K]>;
}): Found<T> {
  const entries = Object.entries<Found<unknown>>(parts);
  return found(
    Object.fromEntries(entries.map(([name, part]) => [name, part.value])) as T,
    entries.flatMap(([, part]) => part.diagnostics),
  );
}

/** One finding from a list: the values in order, the diagnostics together. */
export function gatherList<T>(parts: readonly Found<T>[]): Found<readonly T[]> {
  return found(
    parts.map(({ value }) => value),
    parts.flatMap(({ diagnostics }) => diagnostics),
  );
}
