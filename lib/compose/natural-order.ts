const LETTER = /^\p{L}$/u;
const DIGIT = /^\p{Nd}$/u;

/**
 * Orders the keys of a map as Compose's YAML prints them: numbers inside of keys by their value (`web2` before
 * `web10`), and letters after everything else.
 */
export function byNaturalOrder(a: string, b: string): number {
  if (a === b) return 0;
  return precedes(Array.from(a), Array.from(b)) ? -1 : 1;
}

function precedes(a: readonly string[], b: readonly string[]): boolean {
  const at = firstDifference(a, b);
  const left = a[at];
  const right = b[at];
  if (left === undefined || right === undefined) return a.length < b.length;
  const afterDigit = at > 0 && DIGIT.test(a[at - 1] ?? '');
  const leftIsLetter = LETTER.test(left);
  const rightIsLetter = LETTER.test(right);
  if (leftIsLetter && rightIsLetter) return codePoint(left) < codePoint(right);
  if (leftIsLetter || rightIsLetter) return afterDigit ? leftIsLetter : rightIsLetter;

  // A zero right after other digits is part of their number, not a leading zero.
  const lead = (left === '0' || right === '0') && followsNumber(a, at) ? 1n : 0n;
  const leftRun = digitRun(a, at);
  const rightRun = digitRun(b, at);
  const leftNumber = numberOf(leftRun, lead);
  const rightNumber = numberOf(rightRun, lead);
  if (leftNumber !== rightNumber) return leftNumber < rightNumber;
  if (leftRun.length !== rightRun.length) return leftRun.length < rightRun.length;
  return codePoint(left) < codePoint(right);
}

function firstDifference(a: readonly string[], b: readonly string[]): number {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at++;
  return at;
}

function followsNumber(text: readonly string[], at: number): boolean {
  for (let i = at - 1; i >= 0 && DIGIT.test(text[i] ?? ''); i--) if (text[i] !== '0') return true;
  return false;
}

function digitRun(text: readonly string[], from: number): readonly string[] {
  let end = from;
  while (end < text.length && DIGIT.test(text[end] ?? '')) end++;
  return text.slice(from, end);
}

// 64 bits that wrap around, as in the reference.
function numberOf(digits: readonly string[], lead: bigint): bigint {
  return digits.reduce((sum, digit) => BigInt.asIntN(64, sum * 10n + BigInt(codePoint(digit) - 0x30)), lead);
}

function codePoint(character: string): number {
  return character.codePointAt(0) ?? 0;
}
