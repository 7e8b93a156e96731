/**
 * A JSON reader that keeps places, so that a finding in a file of ours names its line and column. `JSON.parse` tells
 * neither where a value stands nor, for a file that stops early, where it broke.
 */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A value's range in the text, in UTF-16 code units; `end` is exclusive. */
export interface JsonRange {
  readonly start: number;
  readonly end: number;
}

/** What a JSON text holds, or where it breaks. */
export type JsonText =
  | {
      readonly ok: true;
      readonly value: Json;
      readonly rangeOf: (path: readonly (string | number)[]) => JsonRange;
    }
  | { readonly ok: false; readonly offset: number; readonly expected: string };

class JsonError extends Error {
  constructor(
    readonly offset: number,
    readonly expected: string,
  ) {
    super(expected);
  }
}

const token = /[ \t\r\n]*(?:(["{}[\],:])|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))?/y;
const stringRest = /(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

/** Reads one JSON text (RFC 8259). A repeated key is an error: it is what a bad merge leaves behind. */
export function readJson(text: string): JsonText {
  const ranges = new Map<string, JsonRange>();
  let at = 0;

  const skip = (): void => {
    while (/[ \t\r\n]/.test(text[at] ?? '')) at++;
  };
  const expect = (character: string, expected: string): void => {
    skip();
    if (text[at] !== character) throw new JsonError(at, expected);
    at++;
  };
  const string = (): string => {
    stringRest.lastIndex = at + 1;
    const match = stringRest.exec(text);
    if (match === null) throw new JsonError(at, 'a complete string');
    const start = at;
    at = stringRest.lastIndex;
    return JSON.parse(text.slice(start, at)) as string;
  };
  const members = (close: string, item: () => void): void => {
    at++;
    skip();
    if (text[at] === close) return void at++;
    for (;;) {
      item();
      skip();
      if (text[at] === close) return void at++;
      expect(',', `',' or '${close}'`);
    }
  };
  const value = (path: readonly (string | number)[]): Json => {
    skip();
    const start = at;
    const result = bare(path);
    ranges.set(JSON.stringify(path), { start, end: at });
    return result;
  };
  const bare = (path: readonly (string | number)[]): Json => {
    if (path.length > 100) throw new JsonError(at, 'less nesting');
    if (text[at] === '"') return string();
    if (text[at] === '[') {
      const items: Json[] = [];
      members(']', () => void items.push(value([...path, items.length])));
      return items;
    }
    if (text[at] === '{') {
      const entries = new Map<string, Json>();
      members('}', () => {
        skip();
        const start = at;
        if (text[at] !== '"') throw new JsonError(at, 'a key in double quotes');
        const key = string();
        if (entries.has(key)) throw new JsonError(start, `no second '${key}'`);
        expect(':', "':'");
        entries.set(key, value([...path, key]));
      });
      return Object.fromEntries(entries);
    }
    token.lastIndex = at;
    const word = token.exec(text)?.[2];
    if (word === undefined) throw new JsonError(at, 'a value');
    at = token.lastIndex;
    return JSON.parse(word) as Json;
  };

  try {
    const whole = value([]);
    skip();
    if (at < text.length) throw new JsonError(at, 'the end of the file');
    return { ok: true, value: whole, rangeOf: (path) => nearest(ranges, path) };
  } catch (error) {
    if (error instanceof JsonError) return { ok: false, offset: error.offset, expected: error.expected };
    throw error;
  }
}

/** The range of the value at `path`, or of its nearest ancestor. */
function nearest(ranges: ReadonlyMap<string, JsonRange>, path: readonly (string | number)[]): JsonRange {
  for (let length = path.length; length > 0; length--) {
    const range = ranges.get(JSON.stringify(path.slice(0, length)));
    if (range !== undefined) return range;
  }
  return ranges.get('[]') ?? { start: 0, end: 0 };
}
