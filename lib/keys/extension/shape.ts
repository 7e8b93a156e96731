import { durationSeconds, parseDuration } from '../../syntax/grammars/duration.js';
import { parsed, refused, type Parsed } from '../../syntax/grammars/parsed.js';

/** A JSON Schema, draft 2020-12, as far as extension keys need it. */
export type JsonSchema = { readonly [key: string]: unknown };

/** What an extension key takes: how its value is read, and how editors are told of it. */
export interface Shape<T> {
  /** The value, or what is wrong with it: `must be …`, `knows no …`. */
  readonly read: (value: unknown) => Parsed<T>;
  readonly schema: JsonSchema;
}

/** The type that a shape reads. */
export type ShapeOf<S> = S extends Shape<infer T> ? T : never;

/** A value that names a variable: it is checked when the variable is known. */
const interpolated: JsonSchema = { type: 'string', pattern: String.raw`\$` };

/** The refusal of a value, which it names. */
function mustBe(expected: string, value: unknown): Parsed<never> {
  return refused(`must be ${expected}, not ${described(value)}`);
}

function described(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  return typeof value === 'object' ? 'a mapping' : `'${String(value)}'`;
}

/** One of these words. */
export function word<const W extends string>(...words: readonly W[]): Shape<W> {
  return {
    read: (value) => {
      const found = words.find((candidate) => candidate === String(value));
      return found === undefined ? mustBe(words.join(' or '), value) : parsed(found);
    },
    schema: { anyOf: [{ enum: words }, interpolated] },
  };
}

/** `true` or `false`. */
export const flag: Shape<boolean> = {
  read: (value) =>
    value === true || value === 'true'
      ? parsed(true)
      : value === false || value === 'false'
        ? parsed(false)
        : mustBe('true or false', value),
  schema: { anyOf: [{ type: 'boolean' }, interpolated] },
};

/** A whole number in a range; variables give it as text. */
export function whole(least: number, most: number): Shape<number> {
  return {
    read: (value) => {
      const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
      return typeof number === 'number' && Number.isInteger(number) && number >= least && number <= most
        ? parsed(number)
        : mustBe(`a whole number from ${least} to ${most}`, value);
    },
    schema: { anyOf: [{ type: 'integer', minimum: least, maximum: most }, interpolated] },
  };
}

/** One of these numbers. */
export function numberOf(...numbers: readonly number[]): Shape<number> {
  return {
    read: (value) => {
      const found = numbers.find((candidate) => candidate === Number(value));
      return found === undefined ? mustBe(`one of ${numbers.join(', ')}`, value) : parsed(found);
    },
    schema: { anyOf: [{ enum: numbers }, interpolated] },
  };
}

/** A text that matches; `expected` completes the sentence `must be …`. */
export function text(expected: string, pattern: RegExp = /./): Shape<string> {
  return {
    read: (value) =>
      typeof value === 'string' && pattern.test(value) ? parsed(value) : mustBe(expected, value),
    schema: { anyOf: [{ type: 'string', pattern: pattern.source }, interpolated] },
  };
}

/** A list of such items, with at least one of them. */
export function listOf<T>(item: Shape<T>): Shape<readonly T[]> {
  return {
    read: (value) => {
      if (!Array.isArray(value) || value.length === 0) return mustBe('a list', value);
      const items = value.map((entry: unknown) => item.read(entry));
      const wrong = items.find((entry) => !entry.ok);
      if (wrong?.ok === false) return refused(`holds an item that ${wrong.problem}`);
      return parsed(items.flatMap((entry) => (entry.ok ? [entry.value] : [])));
    },
    schema: { type: 'array', items: item.schema, minItems: 1 },
  };
}

/** One such item, or a list of them. */
export function someOf<T>(item: Shape<T>): Shape<readonly T[]> {
  const list = listOf(item);
  return {
    read: (value) => {
      if (Array.isArray(value)) return list.read(value);
      const one = item.read(value);
      return one.ok ? parsed([one.value]) : one;
    },
    schema: { anyOf: [item.schema, list.schema] },
  };
}

type FieldsOf<F extends Readonly<Record<string, Shape<unknown>>>> = {
  readonly [K in keyof F]?: ShapeOf<F[K]>;
};

/** A mapping with these keys, none of them twice and no others; `required` must be there. */
export function mapping<const F extends Readonly<Record<string, Shape<unknown>>>>(
  fields: F,
  required: readonly (keyof F & string)[] = [],
): Shape<FieldsOf<F>> {
  const keys = Object.keys(fields);
  return {
    read: (value) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        return mustBe(`a mapping with ${keys.join(', ')}`, value);
      }
      const entries = Object.entries(value).filter(([, entry]) => entry !== null);
      const missing = required.find((key) => entries.every(([name]) => name !== key));
      if (missing !== undefined) return refused(`must state ${missing}`);
      const result: Record<string, unknown> = {};
      for (const [key, entry] of entries) {
        const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
        if (field === undefined) return refused(`knows no '${key}', only ${keys.join(', ')}`);
        const read = field.read(entry);
        if (!read.ok) return refused(`has a ${key} that ${read.problem}`);
        result[key] = read.value;
      }
      return parsed(result as FieldsOf<F>);
    },
    schema: {
      type: 'object',
      properties: Object.fromEntries(keys.map((key) => [key, fields[key]?.schema])),
      additionalProperties: false,
      ...(required.length === 0 ? {} : { required }),
    },
  };
}

/** Either of two shapes; a mapping is read as the second, everything else as the first. */
export function either<A, B>(plain: Shape<A>, map: Shape<B>): Shape<A | B> {
  return {
    read: (value) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? map.read(value)
        : plain.read(value),
    schema: { anyOf: [plain.schema, map.schema] },
  };
}

/** A word, or a list of such items. */
export function wordOrList<W, T>(plain: Shape<W>, item: Shape<T>): Shape<W | readonly T[]> {
  const list = listOf(item);
  return {
    read: (value): Parsed<W | readonly T[]> => (Array.isArray(value) ? list.read(value) : plain.read(value)),
    schema: { anyOf: [plain.schema, list.schema] },
  };
}

/** A shape whose value has to hold one thing more. */
export function checked<T>(shape: Shape<T>, problem: (value: T) => string | undefined): Shape<T> {
  return {
    ...shape,
    read: (value) => {
      const read = shape.read(value);
      const wrong = read.ok ? problem(read.value) : undefined;
      return wrong === undefined ? read : refused(wrong);
    },
  };
}

/** Any mapping: its content is judged where it is used. */
export const anyMapping: Shape<Readonly<Record<string, unknown>>> = {
  read: (value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? parsed(value as Readonly<Record<string, unknown>>)
      : mustBe('a mapping', value),
  schema: { type: 'object' },
};

/** A time in seconds: a whole number of them, or a Compose duration such as `1m30s`. */
export function seconds(least: number, most: number): Shape<number> {
  return {
    read: (value) => {
      const duration = typeof value === 'number' ? parsed(`${value}s`) : parseDuration(String(value));
      const time = duration.ok ? durationSeconds(duration.value) : Number.NaN;
      return time >= least && time <= most
        ? parsed(Math.round(time))
        : mustBe(`a time from ${least} to ${most} seconds, such as ${least}s`, value);
    },
    schema: { anyOf: [{ type: 'integer', minimum: least, maximum: most }, { type: 'string' }] },
  };
}

/** A mapping with any names that match; `expected` completes the sentence `has a name that must be …`. */
export function named<T>(
  expected: string,
  pattern: RegExp,
  item: Shape<T>,
): Shape<Readonly<Record<string, T>>> {
  return {
    read: (value) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value))
        return mustBe('a mapping', value);
      const entries: [string, T][] = [];
      for (const [name, entry] of Object.entries(value)) {
        if (!pattern.test(name)) return refused(`has the name '${name}', which must be ${expected}`);
        const read = item.read(entry);
        if (!read.ok) return refused(`has a ${name} that ${read.problem}`);
        entries.push([name, read.value]);
      }
      return parsed(Object.fromEntries(entries));
    },
    schema: {
      type: 'object',
      propertyNames: { pattern: pattern.source },
      additionalProperties: item.schema,
    },
  };
}
