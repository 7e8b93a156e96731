import {
  closeSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
  realpathSync,
} from 'node:fs';
import { join } from 'node:path';
import { isEnvName } from '../compose/bind-names.js';
import type { LayeredFile } from '../model/file-layer.js';
import { isOwn } from './context-hash.js';
import { isKeyFile } from './key-file.js';
import { isIgnored, parseIgnoreFile, type IgnoreMatches, type IgnoreRules } from './ignore-file.js';
import { plainFile } from './plain-file.js';
import type { Tracked } from './version-control.js';

/** The files of a bind mount's source, and those that don't go into an image. */
export interface SourceFiles {
  readonly files: readonly LayeredFile[];
  /** Files that look like a private key or a list of passwords: an image must not be made with them. */
  readonly keys: readonly string[];
  /** Files of environment variables: they stay behind. */
  readonly variables: readonly string[];
  /** Files that the project's secrets are read from: they stay behind. */
  readonly secrets: readonly string[];
  /** Files and folders that are there and not under version control: they stay behind, so that every machine makes the same image. */
  readonly untracked: readonly string[];
  /** Folders that tools make, `node_modules` and the like: they stay behind. */
  readonly made: readonly string[];
}

/** Which of a folder's files count. */
export interface WhichFiles {
  /** Every one that is there, on the user's word. */
  readonly all: boolean;
  /** What version control has there; undefined: there is none. */
  readonly tracked: Tracked | undefined;
  /** Files that the project's secrets are read from, by their real paths. */
  readonly secrets: ReadonlySet<string>;
}

const LINK = 0o120000;

/**
 * The files of a source, sorted by path. Modes are those that Git keeps: read by everyone, and executable or not.
 * @throws the file system's error, with its `path`, when something is missing or can't be read.
 */
export function sourceFiles(source: string, { all, tracked, secrets }: WhichFiles): SourceFiles {
  // Told first: of what is missing, the next call names the folder above.
  lstatSync(source);
  const root = realpathSync(source);
  const stats = lstatSync(root);
  const isFolder = stats.isDirectory();
  if (!isFolder && !stats.isFile())
    throw Object.assign(new Error('it is neither a file nor a folder'), { path: source });
  const { files: below, made } = isFolder ? walk(root) : { files: [''], made: [] };
  const listed = !all && tracked?.kind === 'folder' ? tracked.files : undefined;
  const modes = new Map(listed?.map(({ path, mode }) => [path, mode]));
  if (tracked?.kind === 'file') modes.set('', tracked.mode);
  const wanted = listed === undefined ? below : listed.map(({ path }) => path);
  const files = wanted.map((path) => layeredFile(join(root, path), path, modes.get(path)));
  const named = (path: string): string => (path === '' ? root : path);
  const isSecret = ({ path }: LayeredFile): boolean => secrets.has(join(root, path));
  const isVariables = (file: LayeredFile): boolean => isFolder && isEnvName(file.path) && !isSecret(file);
  const staysBehind = (file: LayeredFile): boolean => isVariables(file) || (isFolder && isSecret(file));
  return {
    files: files.filter((file) => !staysBehind(file)).toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    keys: files
      .filter((file) => !staysBehind(file) && (isSecret(file) || isKey(file)))
      .map(({ path }) => named(path)),
    variables: files.filter(isVariables).map(({ path }) => path),
    secrets: isFolder ? files.filter(isSecret).map(({ path }) => path) : [],
    untracked: listed === undefined ? [] : untracked(below, [...modes.keys()]),
    made,
  };
}

/** What is not under version control; of a folder that holds nothing else, its name alone. */
function untracked(below: readonly string[], tracked: readonly string[]): readonly string[] {
  const known = new Set(tracked);
  const folders = new Set(tracked.flatMap((path) => parentsOf(path)));
  const names = below
    .filter((path) => !known.has(path))
    .map((path) => {
      const folder = parentsOf(path).find((parent) => !folders.has(parent));
      return folder === undefined ? path : `${folder}/`;
    });
  return [...new Set(names)];
}

/** `a` and `a/b` of `a/b/c`. */
function parentsOf(path: string): readonly string[] {
  const steps = path.split('/').slice(0, -1);
  return steps.map((_, index) => steps.slice(0, index + 1).join('/'));
}

function layeredFile(full: string, path: string, mode: number | undefined): LayeredFile {
  const stats = lstatSync(full);
  if (mode === LINK || (path !== '' && stats.isSymbolicLink()))
    return { path, mode: 0o777, from: { kind: 'link', to: readlinkSync(full) } };
  const isExecutable = ((mode ?? stats.mode) & 0o100) !== 0;
  return { path, mode: isExecutable ? 0o755 : 0o644, from: { kind: 'file', path: full } };
}

const ENOUGH = 64 * 1024;

function isKey({ path, from }: LayeredFile): boolean {
  if (from.kind !== 'file') return false;
  return isKeyFile(path === '' ? from.path : path, () => beginning(from.path));
}

function beginning(path: string): string {
  const bytes = Buffer.alloc(ENOUGH);
  const file = openSync(path, 'r');
  try {
    return bytes.toString('latin1', 0, readSync(file, bytes));
  } finally {
    closeSync(file);
  }
}

/** Folders that tools make and that no container needs from a laptop. */
const MADE_BY_TOOLS = /^(?:node_modules|__pycache__|\.venv|\.DS_Store|\.idea|\.vscode|\.pytest_cache)$/;

interface Walked {
  readonly files: readonly string[];
  readonly made: readonly string[];
}

/** Paths of all files below a folder but those that its `.dockerignore` leaves behind and that this program writes. */
function walk(root: string): Walked {
  const rules = ignoreRules(root);
  const files: string[] = [];
  const made: string[] = [];
  const visit = (folder: string, above: IgnoreMatches | undefined): void => {
    for (const name of readdirSync(join(root, folder))) {
      const path = folder === '' ? name : `${folder}/${name}`;
      const full = join(root, path);
      const stats = lstatSync(full);
      const { ignored, matches } = isIgnored(rules, path, above);
      if (isOwn(full, path, stats) || name === '.git') continue;
      if (MADE_BY_TOOLS.test(name)) made.push(path);
      else if (stats.isDirectory()) visit(path, matches);
      else if (!ignored && (stats.isFile() || stats.isSymbolicLink())) files.push(path);
    }
  };
  visit('', undefined);
  return { files, made };
}

function ignoreRules(root: string): IgnoreRules {
  try {
    const read = parseIgnoreFile(readFileSync(plainFile(join(root, '.dockerignore')), 'utf8'));
    return read.ok ? read.rules : [];
  } catch {
    return [];
  }
}
