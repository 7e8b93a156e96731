import { parsed, refused, type Parsed } from '../../syntax/grammars/parsed.js';
import { mustBe, type Shape, type ShapeOf } from './shape.js';

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

/** Any mapping: its content is judged where it is used. */
export const anyMapping: Shape<Readonly<Record<string, unknown>>> = {
  read: (value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? parsed(value as Readonly<Record<string, unknown>>)
      : mustBe('a mapping', value),
  schema: { type: 'object' },
};

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
