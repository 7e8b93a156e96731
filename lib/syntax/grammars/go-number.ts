/** Numbers in text as Go reads them: values that come from variables reach their type through these rules. */
import { parsed, refused, type Parsed } from './parsed.js';

const DIGITS: Readonly<Record<number, RegExp>> = {
  2: /^[01]+$/,
  8: /^[0-7]+$/,
  10: /^[0-9]+$/,
  16: /^[0-9a-fA-F]+$/,
};
const PREFIX: Readonly<Record<string, number>> = { b: 2, o: 8, x: 16 };

const MAX_INT64 = 2n ** 63n - 1n;
const MIN_INT64 = -(2n ** 63n);

/** A signed 64-bit integer: optional sign, digits of `base`, leading zeros allowed, nothing else. */
export function parseGoInteger(text: string, base: 8 | 10 = 10): Parsed<bigint> {
  const { negative, rest } = splitSign(text);
  const value = inInt64(digitsToInteger(rest, base), negative);
  return value === undefined
    ? refused(`'${text}' is no ${base === 8 ? 'octal ' : ''}integer`)
    : parsed(value);
}

/**
 * A signed 64-bit integer whose base its prefix tells: `0x`, `0b`, `0o`, or a leading zero for octal. `unsigned`
 * takes 64 bits without a sign.
 */
export function parsePrefixedInteger(text: string, unsigned = false): bigint | undefined {
  const { negative, rest } = unsigned ? { negative: false, rest: text } : splitSign(text);
  const prefixBase = rest.startsWith('0') ? PREFIX[rest.charAt(1).toLowerCase()] : undefined;
  const magnitude =
    prefixBase !== undefined
      ? digitsToInteger(rest.slice(2), prefixBase)
      : rest.length > 1 && rest.startsWith('0')
        ? digitsToInteger(rest.slice(1), 8)
        : digitsToInteger(rest, 10);
  if (!unsigned) return inInt64(magnitude, negative);
  return magnitude !== undefined && magnitude < 2n ** 64n ? magnitude : undefined;
}

const DECIMAL = /^[-+]?(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:[eE][-+]?\d+(?:_\d+)*)?$/;
const HEXADECIMAL = /^([-+]?)0[xX]_?([\da-fA-F_]*)(?:\.([\da-fA-F_]*))?[pP]([-+]?\d+)$/;
const INFINITE = /^[-+]?inf(?:inity)?$/i;

// Matching a text of millions of digits overflows the stack of the regular expression.
const LONGEST_FLOAT = 100_000;

/** A 64-bit float: `1e3`, `.5`, `1_000`, `0x1p-2`, `inf`, `nan`; one out of range is refused. */
export function parseGoFloat(text: string): Parsed<number> {
  if (text.length > LONGEST_FLOAT) return refused('the text is too long for a number');
  const value = DECIMAL.test(text)
    ? Number(text.replaceAll('_', ''))
    : (wordFloat(text) ?? hexadecimalFloat(text));
  const outOfRange = (value === Infinity || value === -Infinity) && !INFINITE.test(text);
  return value === undefined || outOfRange ? refused(`'${text}' is no number`) : parsed(value);
}

function wordFloat(text: string): number | undefined {
  if (/^nan$/i.test(text)) return NaN;
  return INFINITE.test(text) ? (text.startsWith('-') ? -Infinity : Infinity) : undefined;
}

function hexadecimalFloat(text: string): number | undefined {
  const [, sign, whole = '', fraction = '', exponent = ''] = (HEXADECIMAL.exec(text) ?? []).map((part) =>
    part?.replaceAll('_', ''),
  );
  if (exponent === '' || whole + fraction === '' || whole.length + fraction.length > 300) return undefined;
  const value = Number(BigInt(`0x${whole}${fraction}`)) * 2 ** (Number(exponent) - 4 * fraction.length);
  return sign === '-' ? -value : value;
}

function splitSign(text: string): { readonly negative: boolean; readonly rest: string } {
  const signed = text.startsWith('-') || text.startsWith('+');
  return { negative: text.startsWith('-'), rest: signed ? text.slice(1) : text };
}

// Texts of any length reach this: past 300 digits no 64-bit integer is possible, and BigInt would take quadratic time.
function digitsToInteger(digits: string, base: number): bigint | undefined {
  const significant = digits.replace(/^0+(?=.)/, '');
  if (significant.length > 300 || !DIGITS[base]?.test(significant)) return undefined;
  const marker = base === 16 ? '0x' : base === 8 ? '0o' : base === 2 ? '0b' : '';
  return BigInt(marker + significant);
}

function inInt64(magnitude: bigint | undefined, negative: boolean): bigint | undefined {
  if (magnitude === undefined) return undefined;
  const value = negative ? -magnitude : magnitude;
  return value >= MIN_INT64 && value <= MAX_INT64 ? value : undefined;
}
