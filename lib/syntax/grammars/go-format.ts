import { byCodePoint } from './code-point-order.js';
import type { Scalar, Timestamp } from '../scalar.js';

/** A value as the YAML reader gives it: scalars, lists and maps. */
export type GoValue = Scalar | readonly GoValue[] | ReadonlyMap<string, GoValue>;

/**
 * The text of a value where Compose turns a non-text into text (`environment`, `labels`, …), which is Go's `%v`:
 * `1.50` is `1.5`, `1e6` is `1e+06`, a list `[a b]`, a map `map[a:1 b:2]`.
 */
export function goText(value: GoValue): string {
  if (value === null) return '<nil>';
  if (typeof value === 'number') return goFloatText(value);
  if (typeof value !== 'object') return String(value);
  if (isList(value)) return `[${value.map(goText).join(' ')}]`;
  if (!isMap(value)) return value.timestamp;
  const entries = [...value].toSorted(([a], [b]) => byCodePoint(a, b));
  return `map[${entries.map(([key, entry]) => `${key}:${goText(entry)}`).join(' ')}]`;
}

/** A float in its shortest digits, with an exponent below 0.0001 and from 1e+06 on. */
export function goFloatText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  if (Object.is(value, -0)) return '-0';
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(value);
  return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

/** The number of least digits that is the same 32-bit float: `0.333` for 0.3330000042915344. */
export function shortestFloat32(value: number): number {
  const narrow = Math.fround(value);
  if (!Number.isFinite(narrow) || narrow === 0) return narrow;
  for (let precision = 1; precision < 9; precision++) {
    const candidate = Number(narrow.toPrecision(precision));
    if (Math.fround(candidate) === narrow) return candidate;
  }
  return Number(narrow.toPrecision(9));
}

function isList(value: GoValue): value is readonly GoValue[] {
  return Array.isArray(value);
}

function isMap(value: ReadonlyMap<string, GoValue> | Timestamp): value is ReadonlyMap<string, GoValue> {
  return value instanceof Map;
}
