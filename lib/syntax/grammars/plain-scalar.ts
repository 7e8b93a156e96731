import { parseGoFloat, parsePrefixedInteger } from './go-number.js';
import { parsed, refused, type Parsed } from './parsed.js';
import { parseTimestamp } from './timestamp.js';
import { isTimestamp, type Scalar } from '../scalar.js';

const WORDS: ReadonlyMap<string, Scalar> = new Map<string, Scalar>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Infinity] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, -Infinity] as const),
  ...['-0', '-0.0'].map((word) => [word, -0] as const),
]);

const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

/**
 * The value of a plain, untagged scalar as Compose's YAML reader resolves it: `yes`, `no`, `on`, `off` and `22:22` are
 * text, `0777` is octal, `1_000` and `0b11` are integers, an integer of more than 64 bits is a float.
 */
export function resolvePlainScalar(text: string): Scalar {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  const first = text.charCodeAt(0);
  if (first === 0x2e) return floatOf(text) ?? text;
  const numeric = (first >= 0x30 && first <= 0x39) || first === 0x2b || first === 0x2d;
  return numeric ? (parseTimestamp(text) ?? resolveNumber(text) ?? text) : text;
}

/**
 * The value of a scalar with an explicit tag: `!!str`, `!!int`, `!!float`, `!!bool`, `!!null`, `!!timestamp`,
 * `!!binary`. Text that does not fit its tag is refused; with any other tag it stays text.
 */
export function resolveTaggedScalar(tag: string, text: string): Parsed<Scalar> {
  const accepts = TAGS[tag];
  if (tag === '!!binary') return decodeBinary(text);
  if (accepts === undefined) return parsed(text);
  const value = resolvePlainScalar(text);
  if (tag === '!!float' && typeof value === 'bigint') return parsed(Number(value));
  return accepts(value) ? parsed(value) : refused(`'${text}' does not fit its tag ${tag}`);
}

const TAGS: Readonly<Record<string, (value: Scalar) => boolean>> = {
  '!!int': (value) => typeof value === 'bigint',
  '!!float': (value) => typeof value === 'number',
  '!!bool': (value) => typeof value === 'boolean',
  '!!null': (value) => value === null,
  '!!timestamp': isTimestamp,
};

function decodeBinary(text: string): Parsed<string> {
  const base64 = text.replace(/[\r\n]/g, '');
  const valid = base64.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(base64);
  return valid
    ? parsed(Buffer.from(base64, 'base64').toString('utf8'))
    : refused(`'${text}' is no base64 data`);
}

/** The number that a text with `_` between its digits is, or undefined. */
function resolveNumber(text: string): bigint | number | undefined {
  const plain = text.replaceAll('_', '');
  const integer = parsePrefixedInteger(plain) ?? parsePrefixedInteger(plain, true);
  if (integer !== undefined) return integer;
  const float = floatOf(plain);
  return float !== undefined && FLOAT.test(plain) ? float : undefined;
}

function floatOf(text: string): number | undefined {
  const float = parseGoFloat(text);
  return float.ok ? float.value : undefined;
}
