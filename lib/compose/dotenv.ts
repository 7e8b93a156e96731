/**
 * `.env` files, files of `--env-file`, `env_file` and `label_file`: variables by name, in the grammar of
 * `docker compose` (Docker's page "Syntax for environment files in Docker Compose").
 */
import { refused, type Parsed } from '../syntax/grammars/parsed.js';
import { interpolateText, type LookUp } from './interpolate-text.js';

/** The variables by name; `problem` starts with the line where there is one: `line 3: …`. */
export type Dotenv = Parsed<ReadonlyMap<string, string>> & {
  /** Variables that a value names and that nothing sets: an empty text stands for them. */
  readonly unset: readonly string[];
};

const SPACES = '\\t\\v\\f\\r \\u0085\\u00a0';
const WHITE_SPACE = `[\\n${SPACES}\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]`;
const BLANK = new RegExp(`${WHITE_SPACE}*`, 'y');
const BLANK_CHARACTER = new RegExp(WHITE_SPACE);
const HORIZONTAL = new RegExp(`[${SPACES}]*`, 'y');
const EXPORT = /export(?=[\t\n\f\r ])/y;
const KEY = new RegExp(`(?:[${SPACES}_.\\-[\\]]|\\p{L}|\\p{N})*`, 'uy');
const ESCAPE = /\\(?:[abcfnrtv$"\\]|0\d{0,3})/g;
const ESCAPED: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '"': '"',
  '\\': '\\',
  // A dollar sign that the interpolation after this must leave alone.
  $: '$$',
};

/**
 * Reads an environment file. A value's variables are looked up outside first, then among the keys above it and those
 * of `earlier`, the files before this one, whose variables the result holds too.
 */
export function parseDotenv(
  text: string,
  lookUp: LookUp,
  earlier: ReadonlyMap<string, string> = new Map(),
): Dotenv {
  const variables = new Map(earlier);
  const unset = new Set<string>();
  const find: LookUp = (name) => lookUp(name) ?? variables.get(name);
  const source = text.startsWith('\ufeff') ? text.slice(1) : text;
  let at = 0;
  const fail = (problem: string, position = at): Dotenv => ({
    ...refused(`line ${lineOf(source, position)}: ${problem}`),
    unset: [...unset],
  });

  for (;;) {
    at = skip(source, BLANK, at);
    if (at >= source.length) return { ok: true, value: variables, unset: [...unset] };
    if (source[at] === '#') {
      at = endOfLine(source, at);
      continue;
    }
    const start = skip(source, EXPORT, at);
    const keyStart = start > at ? skip(source, HORIZONTAL, start) : at;
    const keyEnd = skip(source, KEY, keyStart);
    const stop = source[keyEnd];
    if (stop === undefined) {
      // A word that ends the file without a line end is the value of a nameless key.
      if (keyStart === keyEnd) return fail('no variable name after export');
      variables.set('', trimEnd(source.slice(keyStart)));
      return { ok: true, value: variables, unset: [...unset] };
    }
    const key = trimEnd(source.slice(keyStart, keyEnd));
    if (stop !== '=' && stop !== ':' && stop !== '\n') {
      const line = source.slice(keyStart, endOfLine(source, keyStart));
      return fail(
        `unexpected character '${String.fromCodePoint(source.codePointAt(keyEnd) ?? 0)}' in variable name '${line}'`,
      );
    }
    if (key.includes(' ')) return fail(`the variable name '${key}' contains a space`);
    if (stop === '\n') {
      const inherited = lookUp(key);
      if (inherited !== undefined) variables.set(key, inherited);
      at = keyEnd + 1;
      continue;
    }

    const valueStart = skip(source, HORIZONTAL, keyEnd + 1);
    const quote = source[valueStart];
    let raw: string;
    if (quote === '"' || quote === "'") {
      const end = closingQuote(source, valueStart, quote);
      if (end === undefined) {
        return fail(
          `unterminated quoted value ${source.slice(valueStart, endOfLine(source, valueStart))}`,
          source.length,
        );
      }
      raw = unquote(source.slice(valueStart + 1, end), quote);
      at = end + 1;
    } else {
      const end = endOfLine(source, valueStart);
      raw = trimEnd(source.slice(valueStart, end).replace(/ #[^]*/, ''));
      at = end;
    }
    if (quote !== "'") {
      const filled = interpolateText(raw, find);
      for (const name of filled.unset) unset.add(name);
      if (!filled.ok) return fail(filled.kind === 'required' ? missing(filled) : filled.problem, valueStart);
      raw = filled.value;
    }
    variables.set(key, raw);
  }
}

/**
 * Reads an environment file of `format: raw`: each line is `NAME=VALUE` to the letter, or `NAME` to inherit the value;
 * only blank lines, comments and leading white space are left out.
 */
export function parseRawEnv(
  text: string,
  lookUp: LookUp,
  earlier: ReadonlyMap<string, string> = new Map(),
): Dotenv {
  const variables = new Map(earlier);
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  for (const [index, full] of lines.entries()) {
    const line = full.slice(skip(full, BLANK, 0));
    if (line === '' || line.startsWith('#')) continue;
    const equals = line.indexOf('=');
    const key = equals < 0 ? line : line.slice(0, equals);
    if (key === '') return { ...refused(`line ${index + 1}: no variable name in '${line}'`), unset: [] };
    if (/[ \t]/.test(key))
      return { ...refused(`line ${index + 1}: white space in variable name '${key}'`), unset: [] };
    const value = equals < 0 ? lookUp(key) : line.slice(equals + 1);
    if (value !== undefined) variables.set(key, value);
  }
  return { ok: true, value: variables, unset: [] };
}

function missing({ variable, problem }: { readonly variable: string; readonly problem: string }): string {
  return `required variable ${variable} is missing a value${problem && `: ${problem}`}`;
}

function skip(text: string, pattern: RegExp, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : from;
}

// Not a pattern: one that is anchored at the end takes quadratic time on long runs of blanks.
function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && BLANK_CHARACTER.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

function endOfLine(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline < 0 ? text.length : newline;
}

function closingQuote(text: string, open: number, quote: string): number | undefined {
  for (let index = open + 1; index < text.length; index++) {
    if (text[index] === '\\') index++;
    else if (text[index] === quote) return index;
  }
  return undefined;
}

/** Single quotes know only the escape of the quote itself; double quotes those of C, but no `\x` or `\u`. */
function unquote(text: string, quote: string): string {
  if (quote === "'") return text.replace(/\\([^])/g, (pair, character) => (character === "'" ? "'" : pair));
  const bare = text.replace(/\\([^])/g, (pair, character) => (character === '"' ? '"' : pair));
  return bare.replace(ESCAPE, (escape) => {
    if (!escape.startsWith('\\0')) return ESCAPED[escape.slice(1)] ?? escape;
    const octal = escape.slice(2);
    return /^[0-3][0-7]{2}$/.test(octal) ? String.fromCharCode(parseInt(octal, 8)) : escape;
  });
}

function lineOf(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}
