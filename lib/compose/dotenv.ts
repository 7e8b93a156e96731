/**
 * `.env` files, files of `--env-file`, `env_file` and `label_file`: variables by name, in the grammar of
 * `docker compose` (Docker's page "Syntax for environment files in Docker Compose").
 */
import { parsed, refused, type Parsed } from '../syntax/grammars/parsed.js';
import { interpolateText, type LookUp } from './interpolate-text.js';

/** The variables by name; `problem` starts with the line where there is one: `line 3: …`. */
export type Dotenv = Parsed<ReadonlyMap<string, string>> & {
  /** Variables that a value names and that nothing sets: an empty text stands for them. */
  readonly unset: readonly string[];
  /** The statements of this file, in the order in which they are written. */
  readonly statements?: readonly Statement[];
};

/** A variable as a file sets it: offsets from the start of its name to the end of its value. */
export interface Statement {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

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
  const statements: Statement[] = [];
  const find: LookUp = (name) => lookUp(name) ?? variables.get(name);
  const source = text.startsWith('\ufeff') ? text.slice(1) : text;
  const fail = (problem: string, position: number): Dotenv => ({
    ...refused(`line ${lineOf(source, position)}: ${problem}`),
    unset: [...unset],
  });

  const skipped = text.length - source.length;
  const note = (name: string, start: number, end: number) =>
    statements.push({ name, start: start + skipped, end: end + skipped });

  let at = startOfStatement(source, 0);
  while (at < source.length) {
    const key = readKey(source, at);
    if (!key.ok) return fail(key.problem, at);
    if (key.value.inherited) {
      const value = lookUp(key.value.text);
      if (value !== undefined) variables.set(key.value.text, value);
      note(key.value.text, at, key.value.end - 1);
      at = startOfStatement(source, key.value.end);
      continue;
    }
    const value = readValue(source, key.value.end);
    if (!value.ok) return fail(value.problem, source.length);
    const filled = value.value.literal ? undefined : interpolateText(value.value.text, find);
    for (const name of filled?.unset ?? []) unset.add(name);
    if (filled?.ok === false) {
      return fail(filled.kind === 'required' ? missing(filled) : filled.problem, key.value.end);
    }
    variables.set(key.value.text, filled?.value ?? value.value.text);
    note(key.value.text, at, value.value.end);
    at = startOfStatement(source, value.value.end);
  }
  return { ok: true, value: variables, unset: [...unset], statements };
}

function startOfStatement(source: string, from: number): number {
  let at = skip(source, BLANK, from);
  while (source[at] === '#') at = skip(source, BLANK, endOfLine(source, at));
  return at;
}

/** A variable's name, and where what comes after it starts; a name alone on its line inherits its value. */
interface Key {
  readonly text: string;
  readonly inherited: boolean;
  readonly end: number;
}

function readKey(source: string, at: number): Parsed<Key> {
  const exported = skip(source, EXPORT, at);
  const start = exported > at ? skip(source, HORIZONTAL, exported) : at;
  const end = skip(source, KEY, start);
  const stop = source[end];
  if (stop === undefined) {
    // A word that ends the file without a line end is the value of a nameless key.
    if (start === end) return refused('no variable name after export');
    return parsed({ text: '', inherited: false, end: start });
  }
  if (stop !== '=' && stop !== ':' && stop !== '\n') {
    const character = String.fromCodePoint(source.codePointAt(end) ?? 0);
    const line = source.slice(start, endOfLine(source, start));
    return refused(`unexpected character '${character}' in variable name '${line}'`);
  }
  const text = trimEnd(source.slice(start, end));
  if (text.includes(' ')) return refused(`the variable name '${text}' contains a space`);
  return parsed({ text, inherited: stop === '\n', end: end + 1 });
}

/** A variable's value before its own variables are filled in; `literal` marks one that has none to fill. */
interface Value {
  readonly text: string;
  readonly literal: boolean;
  readonly end: number;
}

function readValue(source: string, from: number): Parsed<Value> {
  const start = skip(source, HORIZONTAL, from);
  const quote = source[start];
  const lineEnd = endOfLine(source, start);
  if (quote !== '"' && quote !== "'") {
    const text = trimEnd(source.slice(start, lineEnd).replace(/ #[^]*/, ''));
    return parsed({ text, literal: false, end: lineEnd });
  }
  const end = closingQuote(source, start, quote);
  if (end === undefined) return refused(`unterminated quoted value ${source.slice(start, lineEnd)}`);
  return parsed({ text: unquote(source.slice(start + 1, end), quote), literal: quote === "'", end: end + 1 });
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
  const statements: Statement[] = [];
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  let next = text.startsWith('\ufeff') ? 1 : 0;
  for (const [index, full] of lines.entries()) {
    const end = next + full.length;
    next = end + (text[end] === '\r' ? 2 : 1);
    const line = full.slice(skip(full, BLANK, 0));
    if (line === '' || line.startsWith('#')) continue;
    const equals = line.indexOf('=');
    const key = equals < 0 ? line : line.slice(0, equals);
    if (key === '') return { ...refused(`line ${index + 1}: no variable name in '${line}'`), unset: [] };
    if (/[ \t]/.test(key))
      return { ...refused(`line ${index + 1}: white space in variable name '${key}'`), unset: [] };
    const value = equals < 0 ? lookUp(key) : line.slice(equals + 1);
    if (value !== undefined) variables.set(key, value);
    statements.push({ name: key, start: end - line.length, end });
  }
  return { ok: true, value: variables, unset: [], statements };
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
