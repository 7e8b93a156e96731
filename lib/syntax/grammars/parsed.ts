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

// Problems quote what was given, which may be a file's worth of text.
const LONGEST_PROBLEM = 300;

/** A text without a value. */
export function refused(problem: string): Refused {
  return {
    ok: false,
    problem: problem.length > LONGEST_PROBLEM ? `${problem.slice(0, LONGEST_PROBLEM)}…` : problem,
  };
}
