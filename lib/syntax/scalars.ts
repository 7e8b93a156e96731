/** Scalars: text, numbers, booleans, durations and sizes. */
import { parseBoolean } from './grammars/boolean.js';
import { parseBytes } from './grammars/bytes.js';
import { parseDuration } from './grammars/duration.js';
import { goText, shortestFloat32 } from './grammars/go-format.js';
import { parseGoFloat, parseGoInteger } from './grammars/go-number.js';
import type { Node } from './node.js';
import type { Scalar } from './scalar.js';
import { readWith, scalar } from './scalar-form.js';
import type { ScalarType } from './scalar-form.js';
import { wrongType } from './shape.js';
import type { Cast, Syntax } from './syntax.js';
import type { Trail } from './trail.js';

function readText(value: Scalar, node: Node, trail: Trail): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'bigint') return String(value);
  wrongType(node, ['text'], trail);
  return undefined;
}

/** Text, and only text where it is written. */
export const text = scalar({ types: ['text'], read: readText });

/** Text that an integer may stand for. */
export const textOrInteger = scalar({ types: ['text', 'integer'], read: readText });

/** One of these words. */
export function enumeration<const V extends string>(...values: readonly V[]): Syntax<V> {
  return scalar<V>({
    types: ['text'],
    oneOf: values,
    read: (value, node, trail) => readText(value, node, trail) as V | undefined,
  });
}

/** Text that has a part of this pattern. */
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

/** An integer of zero or more, in so many bits: Compose drops what does not fit. Text is refused, as it has no reading. */
export function unsigned(extras: Extras & { readonly bits?: number } = {}): Syntax<number> {
  const { bits = 64, ...form } = extras;
  return scalar<number>({
    types: ['integer', 'text'],
    read: (value, node, trail) => {
      const amount = typeof value === 'number' ? BigInt(Math.trunc(value)) : value;
      if (typeof amount === 'bigint' && amount >= 0n) return Number(BigInt.asUintN(bits, amount));
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
  example: 'a duration with its unit, such as 10s or 1m30s',
  read: readDuration,
});

/** The same where a zero says nothing. */
export const nonzeroDuration = scalar({
  types: ['text'],
  example: 'a duration with its unit, such as 10s or 1m30s',
  read: (value, node, trail) => {
    const found = readDuration(value, node, trail);
    return found === '0s' ? undefined : found;
  },
});

function readDuration(value: Scalar, node: Node, trail: Trail): string | undefined {
  return readWith(parseDuration(goText(value)), 'duration', node, trail);
}

/** A size in bytes, in decimal text. A YAML float says nothing to Compose. */
export function byteSize(extras: Extras & { readonly types: readonly ScalarType[] }): Syntax<string> {
  return scalar<string>({
    ...extras,
    example: 'a size with its unit, such as 512m or 2g',
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
