/** How a text is written in the YAML that Compose prints: plain where it can be, else quoted or as a block. */
import { resolvePlainScalar } from '../syntax/grammars/plain-scalar.js';

/** A text's YAML: one line, or the header and lines of a literal block, which the writer indents. */
export type ScalarText =
  | { readonly kind: 'flow'; readonly text: string }
  | { readonly kind: 'literal'; readonly header: string; readonly lines: readonly string[] };

// Words that YAML 1.1 reads as booleans, numbers of base 60 and the merge key: quoted for older readers.
const OLD_BOOLEAN = /^(?:y|Y|yes|Yes|YES|on|On|ON|n|N|no|No|NO|off|Off|OFF)$/;
const BASE_60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;

const LINE_BREAK = /[\r\n\u0085\u2028\u2029]/;
const UNPRINTABLE = /[^\t\n\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;
const INDICATOR_FIRST = /^(?:[#,[\]{}&*!|>'"%@`]|---|\.\.\.|[-?:](?:[ \t]|$))/;
const INDICATOR_LATER = /:(?:[ \t]|$)|[ \t\r\n\u0085\u2028\u2029]#/;

// A line that is longer is folded at its next single space.
const WIDTH = 80;

/**
 * The written text with its long lines folded; `column` is where it starts, `indent` what its further lines start with.
 */
export function foldText(text: string, column: number, indent: string): string {
  if (column + text.length <= WIDTH || !text.includes(' ')) return text;
  const quote = text.startsWith('"') || text.startsWith("'") ? 1 : 0;
  const parts: string[] = [];
  let position = column;
  let written = 0;
  for (let index = 0; index < text.length; index++) {
    const folds =
      position > WIDTH &&
      text[index] === ' ' &&
      text[index - 1] !== ' ' &&
      (quote === 0 || (index > quote && index < text.length - 1 - quote)) &&
      (text[index + 1] !== ' ' || text.startsWith('"'));
    if (folds) {
      const backslash = text[index + 1] === ' ' ? '\\' : '';
      parts.push(text.slice(written, index), `\n${indent}${backslash}`);
      written = index + 1;
      position = indent.length + backslash.length;
    } else if (!isLowSurrogate(text.charCodeAt(index))) position++;
  }
  return parts.join('') + text.slice(written);
}

// The second half of a character counts no column of its own.
function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** Writes a text as the value of a key or an item, or as a key, which stands on one line. */
export function scalarText(value: string, isKey = false): ScalarText {
  if (value.includes('\n')) {
    const block = !isKey && /[^\s\u0085]/.test(value) && value.length > 1 && isBlockAllowed(value);
    return block ? literal(value) : { kind: 'flow', text: doubleQuoted(value) };
  }
  return { kind: 'flow', text: oneLine(value) };
}

function oneLine(value: string): string {
  if (OLD_BOOLEAN.test(value) || BASE_60.test(value) || value === '<<') return singleQuoted(value);
  if (typeof resolvePlainScalar(value) !== 'string') return doubleQuoted(value);
  if (!isSingleQuotedAllowed(value)) return doubleQuoted(value);
  const plain =
    !LINE_BREAK.test(value) &&
    !value.startsWith(' ') &&
    !value.endsWith(' ') &&
    !INDICATOR_FIRST.test(value) &&
    !INDICATOR_LATER.test(value);
  return plain ? value : singleQuoted(value);
}

function isSingleQuotedAllowed(value: string): boolean {
  return (
    !value.includes('\t') &&
    !UNPRINTABLE.test(value) &&
    !/[\r\n\u0085\u2028\u2029] | [\r\n\u0085\u2028\u2029]/.test(value)
  );
}

function isBlockAllowed(value: string): boolean {
  return !value.endsWith(' ') && !UNPRINTABLE.test(value) && !/ [\r\n\u0085\u2028\u2029]/.test(value);
}

function literal(value: string): ScalarText {
  const indentation = value.startsWith(' ') ? '2' : '';
  const ending = !value.endsWith('\n') ? '-' : /(?:^|[\n\u2028\u2029])\n$/.test(value) ? '+' : '';
  const lines = value.split('\n');
  // The last line break is the block's own.
  if (value.endsWith('\n')) lines.pop();
  return { kind: 'literal', header: `|${indentation}${ending}`, lines };
}

function singleQuoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\0': '0',
  '\x07': 'a',
  '\b': 'b',
  '\t': 't',
  '\n': 'n',
  '\v': 'v',
  '\f': 'f',
  '\r': 'r',
  '\x1b': 'e',
  '"': '"',
  '\\': '\\',
  '\u0085': 'N',
  '\u2028': 'L',
  '\u2029': 'P',
};

function doubleQuoted(value: string): string {
  // After a byte order mark the reference escapes every character.
  const escaped = value.startsWith('\ufeff')
    ? /[^]/gu
    : /["\\\t\n\u2028\u2029]|[^\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/gu;
  return `"${value.replace(escaped, escape)}"`;
}

function escape(character: string): string {
  const short = ESCAPES[character];
  if (short !== undefined) return `\\${short}`;
  const code = character.codePointAt(0) ?? 0;
  const hexadecimal = code.toString(16).toUpperCase();
  if (code === 0xa0) return '\\_';
  if (code <= 0xff) return `\\x${hexadecimal.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hexadecimal.padStart(4, '0')}` : `\\U${hexadecimal.padStart(8, '0')}`;
}
