/** Numbers from 0 up to, but not including, `limit`; the same for the same seed. */
export type Random = (limit: number) => number;

/** A small generator (mulberry32), so that a failing input can be made again from its seed. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
}

// Words that YAML, Compose or JavaScript could stumble over.
const FRAGMENTS: readonly string[] = [
  ...'*a|&a |!reset |!override |!!int |!!binary |? |: |- |[|{|]|}|\t|"|\'|#|@|`|$|$$|${|${A|${A:-|${A:?|${A:-{}}|{}|~|null'.split(
    '|',
  ),
  ...'.inf|.nan|0x|1e999|2001-01-01|  |__proto__: {a: 1}\n|constructor: x\n|toString: 1\n|---\n|...\n|%YAML 1.1\n|>-\n'.split(
    '|',
  ),
  ...'<<: *a\n|<<: [*a, *b]\n|x-a: &a {b: *a}\n|include: [compose.yaml]\n|extends: a\n|services:\n|extends: {file: compose.yaml, service: a}\n'.split(
    '|',
  ),
  '|\n',
  '\0',
  '\ufeff',
  '\ufffd',
  '\u2028',
  '\ud800',
  '\u00a0',
  '\r\n',
  '9'.repeat(400),
  '-'.repeat(300),
];

/** The text with one to four accidents: bytes flipped, parts cut, repeated, swapped, or strange words put in. */
export function mutate(text: string, random: Random): string {
  let mutated = text;
  for (let accidents = 1 + random(4); accidents > 0; accidents--) {
    const at = random(mutated.length + 1);
    const other = at + random(40);
    switch (random(7)) {
      case 0:
        mutated = flipByte(mutated, random);
        break;
      case 1:
        mutated = mutated.slice(0, at);
        break;
      case 2:
        mutated = mutated.slice(0, at) + mutated.slice(other);
        break;
      case 3:
        mutated = mutated.slice(0, other) + mutated.slice(at);
        break;
      case 4:
        mutated = swapLines(mutated, random);
        break;
      default:
        mutated = mutated.slice(0, at) + (FRAGMENTS[random(FRAGMENTS.length)] ?? '') + mutated.slice(at);
    }
  }
  return mutated;
}

function flipByte(text: string, random: Random): string {
  const bytes = Buffer.from(text);
  const at = random(bytes.length);
  if (bytes.length > 0) bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
  return bytes.toString('utf8');
}

function swapLines(text: string, random: Random): string {
  const lines = text.split('\n');
  const [a, b] = [random(lines.length), random(lines.length)];
  const line = lines[a] ?? '';
  lines[a] = lines[b] ?? '';
  lines[b] = line;
  return lines.join('\n');
}
