/**
 * The scalars of Compose's YAML, as the Go parser of `docker compose` resolves them: a bigint is a Go int, a number is
 * a Go float64. The two differ when they are written as text (`1000000` and `1e+06`) and where a key asks for one.
 */
export type Scalar = null | boolean | bigint | number | string | Timestamp;

/** `2001-12-14` in a Compose file is a moment, not text. */
export interface Timestamp {
  /** How Go prints it: `2001-12-14 00:00:00 +0000 UTC`. */
  readonly timestamp: string;
  /** How JSON spells it: `2001-12-14T00:00:00Z`. */
  readonly rfc3339: string;
}

/** Whether the scalar is a moment. */
export function isTimestamp(value: Scalar): value is Timestamp {
  return typeof value === 'object' && value !== null;
}
