import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseGitIndex, type IndexEntry } from './git-index.js';

/** What version control knows of a path. */
export type Tracked =
  | { readonly kind: 'file'; readonly mode: number }
  /** Paths of `files` are below the folder. */
  | { readonly kind: 'folder'; readonly files: readonly IndexEntry[] }
  | { readonly kind: 'nothing' };

/** Looks a path up: absolute. */
export type VersionControl = (path: string) => Tracked;

const SUBMODULE = 0o160000;

/** Files that are there so that Git keeps an empty folder. */
const PLACEHOLDER = /(?:^|\/)(?:\.gitkeep|\.keep|\.gitignore|\.placeholder|\.empty)$/;

/**
 * What is under Git's control in the work tree that a project lies in: its index is read, no process is started.
 * Undefined when there is none, when it can't be read, or when it knows nothing of the project's folder, as in a new
 * repository or in one that merely lies around the project.
 */
export function versionControl(directory: string): VersionControl | undefined {
  const root = workTree(directory);
  const entries = root === undefined ? undefined : readIndex(root);
  if (root === undefined || entries === undefined) return undefined;
  const lookUp: VersionControl = (path) => {
    const below = relative(root, path).replaceAll('\\', '/');
    if (below === '..' || below.startsWith('../') || resolve(root, below) !== path)
      return { kind: 'nothing' };
    const own = entries.find((entry) => entry.path === below);
    const submodule = entries.find(
      ({ path: at, mode }) => mode === SUBMODULE && (at === below || below.startsWith(`${at}/`)),
    );
    if (submodule !== undefined) {
      const inner = join(root, submodule.path);
      return lookUpIn(inner, readIndex(inner) ?? [], path);
    }
    return own === undefined ? lookUpIn(root, entries, path) : { kind: 'file', mode: own.mode };
  };
  return lookUp(directory).kind === 'folder' ? lookUp : undefined;
}

function lookUpIn(root: string, entries: readonly IndexEntry[], path: string): Tracked {
  const below = relative(root, path).replaceAll('\\', '/');
  const own = entries.find((entry) => entry.path === below);
  if (own !== undefined) return { kind: 'file', mode: own.mode };
  const prefix = below === '' ? '' : `${below}/`;
  const files = entries
    .filter((entry) => entry.path.startsWith(prefix) && entry.mode !== SUBMODULE)
    .map(({ path: at, mode }) => ({ path: at.slice(prefix.length), mode }));
  return files.some((file) => !PLACEHOLDER.test(file.path)) ? { kind: 'folder', files } : { kind: 'nothing' };
}

function workTree(directory: string): string | undefined {
  for (let folder = directory; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

function readIndex(root: string): readonly IndexEntry[] | undefined {
  try {
    const own = join(root, '.git');
    // In a submodule or a linked work tree, `.git` is a file that names the folder.
    const folder = statSync(own).isDirectory()
      ? own
      : resolve(root, /^gitdir: (.*)$/m.exec(readFileSync(own, 'utf8'))?.[1]?.trim() ?? '');
    const common = join(folder, 'commondir');
    const shared = existsSync(common) ? resolve(folder, readFileSync(common, 'utf8').trim()) : folder;
    const config = join(shared, 'config');
    const isSha256 =
      existsSync(config) && /^\s*objectformat\s*=\s*sha256/im.test(readFileSync(config, 'utf8'));
    return parseGitIndex(readFileSync(join(folder, 'index')), isSha256 ? 32 : 20);
  } catch {
    return undefined;
  }
}
