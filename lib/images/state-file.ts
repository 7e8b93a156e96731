import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import {
  diagnose,
  hasErrors,
  type Checked,
  type CheckedWithSources,
  type Diagnostic,
} from '../diagnostics/diagnostic.js';
import { isMapping, type JsonReport, type JsonShape } from './json-shape.js';
import { readJson, type Json } from './json-text.js';

/** One of the two kinds of file that stand between the networked commands and synthesis. */
export interface StateFile<T> {
  /** How findings name it: `image lock`. */
  readonly name: string;
  /** The value that an absent file stands for. */
  readonly empty: T;
  readonly shape: JsonShape<T>;
  /** What to do when the file can't be used. */
  readonly remedy: string;
}

/** Reads such a file. An absent file is the empty value; a broken one has no value and says where and why. */
export function readStateFile<T>(file: StateFile<T>, path: string): CheckedWithSources<T> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { value: file.empty, diagnostics: [], sources: new Map() };
    const diagnostic = diagnose('file-unreadable', { name: file.name, path, reason: code ?? message });
    return { value: undefined, diagnostics: [diagnostic], sources: new Map() };
  }
  return { ...parseStateFile(file, text, path), sources: new Map([[path, text]]) };
}

/** Reads the text of such a file; `source` is the name that places bear. */
export function parseStateFile<T>(file: StateFile<T>, text: string, source: string): Checked<T> {
  const found: Diagnostic[] = [];
  const { name, remedy } = file;
  const conflict = /^(?:<{7}|={7}|>{7})(?: .*)?$/m.exec(text);
  if (conflict !== null) {
    const at = { source, start: conflict.index, end: conflict.index + conflict[0].length };
    return { value: undefined, diagnostics: [diagnose('json-merge-conflict', { name, remedy }, { at })] };
  }
  const json = readJson(text.replace(/^\uFEFF/, ' '));
  if (!json.ok) {
    const at = { source, start: json.offset, end: json.offset + 1 };
    return {
      value: undefined,
      diagnostics: [diagnose('json-broken', { name, remedy, expected: json.expected }, { at })],
    };
  }
  const report: JsonReport = (path, finding) =>
    found.push(finding({ at: { source, ...json.rangeOf(path) } }));
  const version = isMapping(json.value) ? json.value['version'] : undefined;
  if (version !== 1) {
    report(['version'], (at) =>
      diagnose('file-version-unknown', { name, version: printed(version), remedy }, at),
    );
    return { value: undefined, diagnostics: found };
  }
  const value = file.shape(json.value, [], report);
  return { value: hasErrors(found) ? undefined : value, diagnostics: found };
}

/** The text of such a file: keys sorted, two spaces, a line break at the end. Equal values give equal bytes. */
export function formatStateFile(value: object): string {
  return `${JSON.stringify(sorted(value as Json), undefined, 2)}\n`;
}

/** Writes the file when its text would change, and tells whether it did. It is never seen half written. */
export function writeStateFile<T extends object>(
  file: StateFile<T>,
  path: string,
  value: T,
): Checked<boolean> {
  const text = formatStateFile(value);
  try {
    const target = realPathOf(path);
    // Git may have checked it out with other line ends.
    if (existingText(target)?.replaceAll('\r\n', '\n') === text) return { value: false, diagnostics: [] };
    replaceFile(target, text);
    return { value: true, diagnostics: [] };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const diagnostic = diagnose('file-unwritable', { name: file.name, path, reason: code ?? message });
    return { value: undefined, diagnostics: [diagnostic] };
  }
}

function replaceFile(target: string, text: string): void {
  const temporary = `${target}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    writeFileSync(temporary, text, { flush: true });
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function existingText(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

// A link to the file stays a link.
function realPathOf(path: string): string {
  return existsSync(path) ? realpathSync(path) : path;
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isMapping(value)) return value;
  const keys = Object.keys(value).toSorted((a, b) => (a < b ? -1 : 1));
  return Object.fromEntries(
    keys.filter((key) => value[key] !== undefined).map((key) => [key, sorted(value[key] ?? null)]),
  );
}

function printed(version: Json | undefined): string | undefined {
  return version === undefined ? undefined : JSON.stringify(version);
}
