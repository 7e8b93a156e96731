/** Scalars: which types of value a key takes as it is written, and what its text means. */
import type { DiagnosticValues } from '../diagnostics/diagnostic.js';
import { parseBoolean } from './grammars/boolean.js';
import { parseBytes } from './grammars/bytes.js';
import { parseDuration } from './grammars/duration.js';
import { goText, shortestFloat32 } from './grammars/go-format.js';
import { parseGoFloat, parseGoInteger } from './grammars/go-number.js';
import type { Parsed } from './grammars/parsed.js';
import type { Node } from './node.js';
import type { Scalar } from './scalar.js';
import { wrongType } from './shape.js';
import type { Cast, Syntax } from './syntax.js';
import { formatPath, pathOf, report } from './trail.js';
import type { Trail } from './trail.js';

/** The types that the schema of the Compose Specification tells apart. An integer is a number without a fraction. */
export type ScalarType = 'text' | 'integer' | 'number' | 'boolean' | 'null';

export interface ScalarForm<T> {
  readonly types: readonly ScalarType[];
  /** The canonical value; reports and returns undefined where the scalar means none. */
  readonly read: (value: Scalar, node: Node, trail: Trail) => T | undefined;
  readonly cast?: Cast;
  readonly oneOf?: readonly string[];
  /** What a text must contain somewhere; the specification's patterns are not anchored. */
  readonly pattern?: RegExp;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly keepsEmpty?: boolean;
}

/** A scalar of the given types. */
export function scalar<T>(form: ScalarForm<T>): Syntax<T> {
  return {
    accepts: (node, trail) => {
      if (node.kind !== 'scalar' || !form.types.some((type) => isOfType(node.value, type)))
        return wrongType(node, form.types.map(spellType), trail);
      return allows(form, node.value, node, trail);
    },
    read: (node, trail) => {
      if (node.kind === 'scalar') return node.value === null ? undefined : form.read(node.value, node, trail);
      wrongType(node, form.types.map(spellType), trail);
      return undefined;
    },
    ...(form.cast === undefined ? {} : { cast: form.cast }),
    ...(form.keepsEmpty === undefined ? {} : { keepsEmpty: form.keepsEmpty }),
  };
}

function allows<T>(form: ScalarForm<T>, value: Scalar, node: Node, trail: Trail): boolean {
  const key = formatPath(pathOf(trail));
  if (form.oneOf !== undefined && typeof value === 'string' && !form.oneOf.includes(value)) {
    report(trail, node, 'not-allowed', { key, found: value, allowed: form.oneOf });
    return false;
  }
  if (form.pattern !== undefined && typeof value === 'string' && !form.pattern.test(value)) {
    report(trail, node, 'pattern-not-matched', { key, found: value, pattern: form.pattern.source });
    return false;
  }
  if (typeof value !== 'bigint' && typeof value !== 'number') return true;
  if (typeof value === 'number' && !Number.isFinite(value)) {
    report(trail, node, 'not-a-finite-number', { key });
    return false;
  }
  const outside =
    (form.minimum !== undefined && value < form.minimum) ||
    (form.maximum !== undefined && value > form.maximum);
  if (outside)
    report(trail, node, 'out-of-range', {
      key,
      found: goText(value),
      minimum: form.minimum,
      maximum: form.maximum,
    });
  return !outside;
}

function isOfType(value: Scalar, type: ScalarType): boolean {
  switch (type) {
    case 'text':
      return typeof value === 'string' || (typeof value === 'object' && value !== null);
    case 'integer':
      return typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value));
    case 'number':
      return typeof value === 'bigint' || typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'null':
      return value === null;
  }
}

function spellType(type: ScalarType): string {
  return type === 'text'
    ? 'text'
    : type === 'null'
      ? 'nothing'
      : `${type === 'integer' ? 'an' : 'a'} ${type}`;
}

/** Reads with a grammar, which tells why a text is none of its words. */
export function readWith<T>(result: Parsed<T>, what: Grammar, node: Node, trail: Trail): T | undefined {
  if (result.ok) return result.value;
  report(trail, node, 'invalid-value', { key: formatPath(pathOf(trail)), what, problem: result.problem });
  return undefined;
}

type Grammar = DiagnosticValues<'invalid-value'>['what'];

function readText(value: Scalar, node: Node, trail: Trail): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'bigint') return String(value);
  wrongType(node, ['text'], trail);
  return undefined;
}

/** Text, and only text where it is written. */
export const text = scalar({ types: ['text'], read: readText });

/** Text that a number may stand for. */
export const textOrNumber = scalar({ types: ['text', 'number'], read: (value) => goText(value) });

export function enumeration<const V extends string>(...values: readonly V[]): Syntax<V> {
  return scalar<V>({
    types: ['text'],
    oneOf: values,
    read: (value, node, trail) => readText(value, node, trail) as V | undefined,
  });
}

export function textLike(pattern: RegExp): Syntax<string> {
  return scalar({ types: ['text'], pattern, read: readText });
}

interface Extras {
  readonly cast?: Cast;
  readonly keepsEmpty?: boolean;
  readonly types?: readonly ScalarType[];
  readonly minimum?: number;
  readonly maximum?: number;
}

/** A signed integer; text is read as decimal digits. */
export function integer(extras: Extras = {}): Syntax<number> {
  return scalar<number>({
    types: ['integer', 'text'],
    read: (value, node, trail) => {
      if (typeof value === 'bigint') return Number(value);
      if (typeof value === 'number') return Math.trunc(value);
      if (typeof value === 'string') {
        const digits = parseGoInteger(value);
        if (digits.ok) return Number(digits.value);
      }
      wrongType(node, ['an integer'], trail);
      return undefined;
    },
    ...extras,
  });
}

/** An integer of zero or more. Text is refused, as the typed model of Compose has no reading for it. */
export function unsigned(extras: Extras & { readonly bits?: number } = {}): Syntax<number> {
  const { bits = 64, ...form } = extras;
  return scalar<number>({
    types: ['integer', 'text'],
    read: (value, node, trail) => {
      const amount =
        typeof value === 'bigint' ? Number(value) : typeof value === 'number' ? Math.trunc(value) : NaN;
      if (amount >= 0 && amount < 2 ** bits) return amount;
      wrongType(node, ['a positive integer'], trail);
      return undefined;
    },
    ...form,
  });
}

/** A number that Compose keeps in 32 bits; it is printed in its shortest form. */
export function float(extras: Extras = {}): Syntax<number> {
  return scalar<number>({
    types: ['number', 'text'],
    read: (value, node, trail) => {
      if (typeof value === 'bigint' || typeof value === 'number') return shortestFloat32(Number(value));
      const amount = typeof value === 'string' ? parseGoFloat(value) : undefined;
      if (amount?.ok === true) return shortestFloat32(amount.value);
      wrongType(node, ['a number'], trail);
      return undefined;
    },
    ...extras,
  });
}

/** `true` or `false`; a text is read like one. */
export function boolean(extras: Extras = {}): Syntax<boolean> {
  return scalar<boolean>({
    types: ['boolean', 'text'],
    read: (value, node, trail) => {
      if (typeof value === 'boolean') return value;
      if (typeof value === 'string') return readWith(parseBoolean(value), 'boolean', node, trail);
      wrongType(node, ['a boolean'], trail);
      return undefined;
    },
    ...extras,
  });
}

/** A Go duration, in canonical text: `1m30s`. */
export const goDuration = scalar({
  types: ['text'],
  read: readDuration,
});

/** The same where a zero says nothing. */
export const nonzeroDuration = scalar({
  types: ['text'],
  read: (value, node, trail) => {
    const found = readDuration(value, node, trail);
    return found === '0s' ? undefined : found;
  },
});

function readDuration(value: Scalar, node: Node, trail: Trail): string | undefined {
  return readWith(parseDuration(goText(value)), 'duration', node, trail);
}

/** A size in bytes, in decimal text. A YAML float says nothing to Compose. */
export function byteSize(...types: readonly ScalarType[]): Syntax<string> {
  return scalar<string>({
    types,
    read: (value, node, trail) => {
      const size =
        typeof value === 'bigint'
          ? value
          : typeof value === 'string'
            ? readWith(parseBytes(value), 'byte size', node, trail)
            : undefined;
      return size === undefined || size === 0n ? undefined : String(size);
    },
  });
}
