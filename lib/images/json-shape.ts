import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.js';
import { nearest } from '../diagnostics/nearest.js';
import type { Json } from './json-text.js';

/** The way to a value: keys and list indices. */
export type JsonPath = readonly (string | number)[];

/** Reads a JSON value into `T`; undefined after reporting why not. */
export type JsonShape<T> = (value: Json, path: JsonPath, report: JsonReport) => T | undefined;

/** Takes a finding about the value at a path. */
export type JsonReport = (path: JsonPath, finding: (context: { at: Diagnostic['at'] }) => Diagnostic) => void;

/** A text that matches `pattern`; `expected` is how a finding names it. */
export function text(expected = 'a string', pattern = /^/): JsonShape<string> {
  return (value, path, report) =>
    typeof value === 'string' && pattern.test(value) ? value : unexpected(value, path, expected, report);
}

/** A number of at least 0. */
export const amount: JsonShape<number> = (value, path, report) =>
  typeof value === 'number' && value >= 0 ? value : unexpected(value, path, 'a number of at least 0', report);

/** The version of the files that this program reads and writes; another one is refused before their shape is read. */
export const versionOne: JsonShape<1> = (value) => (value === 1 ? 1 : undefined);

/** A list of such items. */
export function listOf<T>(item: JsonShape<T>): JsonShape<readonly T[]> {
  return (value, path, report) => {
    if (!Array.isArray(value)) return unexpected(value, path, 'a list', report);
    const items = value.map((entry: Json, index) => item(entry, [...path, index], report));
    return items.includes(undefined) ? undefined : (items as T[]);
  };
}

/** A mapping with any keys that `key` allows. */
export function mapOf<T>(key: JsonShape<string>, item: JsonShape<T>): JsonShape<Readonly<Record<string, T>>> {
  return (value, path, report) => {
    if (!isMapping(value)) return unexpected(value, path, 'a mapping', report);
    const entries = Object.entries(value).map(([name, entry]) => {
      const read = item(entry, [...path, name], report);
      return key(name, [...path, name], report) === undefined || read === undefined
        ? undefined
        : [name, read];
    });
    return entries.includes(undefined) ? undefined : Object.fromEntries(entries as [string, T][]);
  };
}

/** A mapping with exactly these keys; those of `optional` may be absent. */
export function object<T extends object>(
  shapes: { readonly [K in keyof T]-?: JsonShape<Exclude<T[K], undefined>> },
  optional: readonly (keyof T & string)[] = [],
): JsonShape<T> {
  const known: Readonly<Record<string, JsonShape<unknown>>> = shapes;
  const required = Object.keys(shapes).filter((key) => !optional.some((other) => other === key));
  return (value, path, report) => {
    if (!isMapping(value)) return unexpected(value, path, 'a mapping', report);
    const missing = required.filter((key) => !Object.hasOwn(value, key));
    for (const key of missing) unexpected(value, path, `a mapping with the key '${key}'`, report);
    const entries = Object.entries(value).map(([key, entry]) => {
      const shape = Object.hasOwn(known, key) ? known[key] : undefined;
      if (shape !== undefined) return [key, shape(entry, [...path, key], report)] as const;
      const suggestion = nearest(key, Object.keys(known));
      report([...path, key], (context) => diagnose('json-unknown-key', { key, suggestion }, context));
      return [key, undefined] as const;
    });
    if (missing.length > 0 || entries.some(([, read]) => read === undefined)) return undefined;
    return Object.fromEntries(entries) as T;
  };
}

/** Whether it is a JSON object. */
export function isMapping(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reports that another value was expected at a path, and gives up on it. */
export function unexpected(value: Json, path: JsonPath, expected: string, report: JsonReport): undefined {
  const key = path.length === 0 ? undefined : path.join('.');
  report(path, (context) =>
    diagnose('json-unexpected-value', { key, expected, found: describe(value) }, context),
  );
  return undefined;
}

function describe(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return Array.isArray(value) ? 'a list' : 'a mapping';
}
