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
export function mustBe(expected: string, value: unknown): Parsed<never> {
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
