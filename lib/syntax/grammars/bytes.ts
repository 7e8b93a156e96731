import { parseGoFloat, parseGoInteger } from './go-number.js';
import { parsed, refused, type Parsed } from './parsed.js';

const POWERS: Readonly<Record<string, number>> = { b: 0, k: 1, m: 2, g: 3, t: 4, p: 5 };
const SUFFIX = /^(?:b|[kmgtp](?:i?b)?)$/;
const MAX_INT64 = 2n ** 63n - 1n;

/**
 * Bytes of a size such as `64m`, `1.5 GiB`, `1024` or `-1`. Every unit is a power of 1024, whatever its spelling, and
 * fractions of a byte are cut. Compose Specification, "Specifying byte values".
 */
export function parseBytes(text: string): Parsed<bigint> {
  const integer = parseGoInteger(text);
  if (integer.ok) return integer;
  const space = text.indexOf(' ');
  const lastDigit = text.search(/[\d.](?=[^\d. ]*$)/);
  if (space < 0 && lastDigit < 0) return refused(`invalid size '${text}'`);
  const number = space < 0 ? text.slice(0, lastDigit + 1) : text.slice(0, space);
  const suffix = (space < 0 ? text.slice(lastDigit + 1) : text.slice(space + 1)).toLowerCase();

  const amount = parseGoFloat(number);
  if (!amount.ok || amount.value < 0 || Number.isNaN(amount.value)) return refused(`invalid size '${text}'`);
  if (suffix !== '' && !SUFFIX.test(suffix)) return refused(`unknown unit '${suffix}' in size '${text}'`);
  const bytes = Math.trunc(amount.value * 1024 ** (POWERS[suffix.charAt(0)] ?? 0));
  if (!Number.isFinite(bytes)) return refused(`invalid size '${text}'`);
  return BigInt(bytes) > MAX_INT64 ? refused(`size '${text}' is too large`) : parsed(BigInt(bytes));
}
