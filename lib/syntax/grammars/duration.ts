import { parsed, refused, type Parsed } from './parsed.js';

/** Nanoseconds of each unit. Both spellings of micro (U+00B5 and U+03BC) are in use. */
const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  '\u00b5s': 1_000n,
  '\u03bcs': 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
  d: 86_400_000_000_000n,
  w: 604_800_000_000_000n,
};
const MAX = 2n ** 63n - 1n;
const PART = /(\d*)(?:\.(\d*))?([^\d.]*)/y;

/**
 * The canonical text of a duration such as `90s`, `1.5h`, `2d` or `-5s`: `1m30s`, `1h30m0s`, `48h0m0s`, `-5s`. Numbers
 * need a unit, but `0` stands alone. Compose Specification, "Specifying durations"; days and weeks are an addition.
 */
export function parseDuration(text: string): Parsed<string> {
  const nanoseconds = parseNanoseconds(text);
  return nanoseconds.ok ? parsed(durationText(nanoseconds.value)) : nanoseconds;
}

/** Seconds of a canonical duration, with fractions: 90 for `1m30s`; NaN for what is no duration. */
export function durationSeconds(canonical: string): number {
  const nanoseconds = parseNanoseconds(canonical);
  return nanoseconds.ok ? Number(nanoseconds.value) / 1e9 : NaN;
}

function parseNanoseconds(text: string): Parsed<bigint> {
  const invalid = refused(`invalid duration '${text}'`);
  const unsigned = text.replace(/^[-+]/, '');
  if (unsigned === '0') return parsed(0n);
  if (unsigned === '') return invalid;
  let total = 0n;
  PART.lastIndex = 0;
  while (PART.lastIndex < unsigned.length) {
    const [, whole = '', fraction = '', unit = ''] = PART.exec(unsigned) ?? [];
    if (whole === '' && fraction === '') return invalid;
    if (unit === '') return refused(`missing unit in duration '${text}'`);
    const size = UNITS[unit];
    if (size === undefined) return refused(`unknown unit '${unit}' in duration '${text}'`);
    if (whole.length > 300) return invalid;
    total += BigInt(whole || '0') * size + fractionOf(size, fraction);
    if (total > MAX) return invalid;
  }
  return parsed(text.startsWith('-') ? -total : total);
}

// Beyond 18 digits a fraction no longer changes a nanosecond; the product is taken in floats, as the reference does.
function fractionOf(size: bigint, fraction: string): bigint {
  const digits = fraction.slice(0, 18);
  if (digits === '') return 0n;
  return BigInt(Math.trunc(Number(digits) * (Number(size) / 10 ** digits.length)));
}

// As Go prints a duration: `1h0m0s`, `1.5s`, `100ms`, `10µs`, `0s`.
function durationText(nanoseconds: bigint): string {
  const sign = nanoseconds < 0n ? '-' : '';
  const amount = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  if (amount === 0n) return '0s';
  if (amount < 1_000n) return `${sign}${amount}ns`;
  if (amount < 1_000_000n) return `${sign}${decimal(amount, 3)}µs`;
  if (amount < 1_000_000_000n) return `${sign}${decimal(amount, 6)}ms`;
  const minutes = amount / 60_000_000_000n;
  const seconds = `${decimal(amount % 60_000_000_000n, 9)}s`;
  if (minutes === 0n) return sign + seconds;
  const hours = minutes / 60n;
  return hours === 0n ? `${sign}${minutes}m${seconds}` : `${sign}${hours}h${minutes % 60n}m${seconds}`;
}

function decimal(amount: bigint, places: number): string {
  const digits = String(amount).padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  return digits.slice(0, -places) + (fraction && `.${fraction}`);
}
