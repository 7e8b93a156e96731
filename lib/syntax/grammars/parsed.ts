/** What a grammar makes of a text: its value, or the problem that keeps it from being one. Grammars never throw. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | Refused;

/** A text that is no word of the grammar. */
export interface Refused {
  readonly ok: false;
  /** Lower case, no final period, quoting what was given. */
  readonly problem: string;
}

/** The value of a text. */
export function parsed<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

/** A text without a value. */
export function refused(problem: string): Refused {
  return { ok: false, problem };
}
