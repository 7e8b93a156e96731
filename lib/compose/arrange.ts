/** Plain data in the order of its printing: what the two printers of a project share. */
import { byCodePoint } from '../syntax/grammars/code-point-order.js';
import { byNaturalOrder } from './natural-order.js';
import { plain, type Shape, type Struct } from './print-shape.js';

/** Data whose maps are in the order in which they are written. */
export type Arranged =
  | string
  | number
  | bigint
  | boolean
  | null
  | FloatNumber
  | readonly Arranged[]
  | ReadonlyMap<string, Arranged>;

/** A number that is a float even when it has no fraction: YAML writes 1000000 as `1e+06`. */
export interface FloatNumber {
  readonly float: number;
}

/** The two formats of `docker compose config`. */
export type PrintFormat = 'yaml' | 'json';

/** The value in the order that its shape and the format ask for; entries that are undefined are left out. */
export function arrange(value: unknown, shape: Shape, format: PrintFormat): Arranged {
  if (value === null || value === undefined) return null;
  if (shape.kind === 'ulimit') return arrangeUlimit(value, format);
  if (shape.kind === 'ssh') return String(value).replace('=', ': ');
  const inner = shape.kind === 'each' ? shape.shape : plain;
  if (Array.isArray(value)) return value.map((item) => arrange(item, inner, format));
  if (typeof value === 'object') {
    return new Map(
      shape.kind === 'struct' ? structEntries(value, shape, format) : sortedEntries(value, inner, format),
    );
  }
  if (typeof value === 'number') return shape.kind === 'float' ? { float: value } : value;
  return typeof value === 'bigint' || typeof value === 'boolean' ? value : String(value);
}

type Entry = readonly [string, Arranged];

function sortedEntries(value: object, shape: Shape, format: PrintFormat): readonly Entry[] {
  const order = format === 'yaml' ? byNaturalOrder : byCodePoint;
  return Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .toSorted(([a], [b]) => order(a, b))
    .map(([key, entry]) => [key, arrange(entry, shape, format)]);
}

// JSON shows no extension keys but those of the top level, which are the project printer's business.
function structEntries(value: object, struct: Struct, format: PrintFormat): readonly Entry[] {
  const { fields, always, alwaysInJson, jsonNames = {}, omits = () => false } = struct;
  const inJson = format === 'json';
  const given = Object.entries({ ...always, ...(inJson && alwaysInJson), ...value });
  const entries = new Map(given.filter(([key, entry]) => !omits(key, entry, value)));
  const known = [...fields].flatMap(([key, shape]): readonly Entry[] => {
    const entry = entries.get(key);
    const name = (inJson ? jsonNames[key] : undefined) ?? key;
    return entry === undefined ? [] : [[name, arrange(entry, shape, format)]];
  });
  if (inJson) return known;
  const own = Object.fromEntries([...entries].filter(([key]) => !fields.has(key)));
  return [...known, ...sortedEntries(own, plain, format)];
}

/** A limit of zero counts as not set: YAML prints two zeros for it, JSON nothing. */
function arrangeUlimit(value: unknown, format: PrintFormat): Arranged {
  if (typeof value === 'number' && value !== 0) return value;
  const { soft = 0, hard = 0 } = Object(value) as { readonly soft?: number; readonly hard?: number };
  const limits = [['soft', soft] as const, ['hard', hard] as const];
  return new Map(format === 'yaml' ? limits : limits.filter(([, limit]) => limit !== 0));
}
