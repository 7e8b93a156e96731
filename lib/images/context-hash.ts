import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { parseBindings } from './bindings-file.js';
import { fileHashes } from './file-hashes.js';
import { isIgnored, mayTakeBackBelow, type IgnoreMatches, type IgnoreRules } from './ignore-file.js';
import { imageLockName } from './image-lock-file.js';

/**
 * The SHA-256, in hex, of what a local build context sends to the builder: of each path its kind, the bytes of a file
 * and whether its owner may execute it, or the target of a symbolic link. Not in it, since a checkout on another
 * machine or a second run differs there and the image should not: times, owners, the other mode bits (Git keeps none),
 * Git's own folder, and the files that this program and the CDK write. Memory stays flat, whatever the context's size.
 * @throws the file system's error, with its `path`, when something in the context can't be read.
 */
export function contextHash(root: string, rules: IgnoreRules): string {
  const entries = sentEntries(root, rules);
  const files = entries.flatMap(({ path, size }) =>
    size === undefined ? [] : { path: join(root, path), size },
  );
  const hashes = fileHashes(files).values();
  const hash = createHash('sha256');
  for (const { path, kind, target, size } of entries) {
    const content = size === undefined ? target : hashes.next().value;
    hash.update(`${JSON.stringify([path, kind, ...(content === undefined ? [] : [content])])}\n`);
  }
  return hash.digest('hex');
}

interface Entry {
  /** Below the context, with slashes. */
  readonly path: string;
  readonly kind: 'file' | 'executable' | 'link' | 'folder' | 'special';
  /** Of a file, in bytes. */
  readonly size?: number;
  /** Of a symbolic link. */
  readonly target?: string;
}

function sentEntries(root: string, rules: IgnoreRules): readonly Entry[] {
  const entries: Entry[] = [];
  const visit = (folder: string, above: IgnoreMatches | undefined): void => {
    // The order of UTF-16 code units: any fixed order does, but not the locale's.
    for (const name of readdirSync(join(root, folder)).toSorted((a, b) => (a < b ? -1 : 1))) {
      const path = folder === '' ? name : `${folder}/${name}`;
      const full = join(root, path);
      const { ignored, matches } = isIgnored(rules, path, above);
      if (!isText(name, full)) {
        if (ignored) continue;
        throw Object.assign(new Error('its name is no UTF-8'), { path: full });
      }
      const stats = lstatSync(full);
      // BuildKit leaves sockets out.
      if (stats.isSocket() || isOwn(full, path, stats)) continue;
      if (!ignored) entries.push({ path, ...describe(full, stats) });
      if (stats.isDirectory() && (!ignored || mayTakeBackBelow(rules, path))) visit(path, matches);
    }
  };
  visit('', undefined);
  return entries;
}

/** Whether a name is text: of others, the file system gives none by which the file is found again. */
function isText(name: string, full: string): boolean {
  return !name.includes('\uFFFD') || existsSync(full);
}

function describe(path: string, stats: Stats): Omit<Entry, 'path'> {
  if (stats.isFile()) return { kind: (stats.mode & 0o100) === 0 ? 'file' : 'executable', size: stats.size };
  if (stats.isSymbolicLink()) return { kind: 'link', target: readlinkSync(path) };
  return { kind: stats.isDirectory() ? 'folder' : 'special' };
}

/** Whether it is written by a build, a deployment or Git: counted in, a second build would never find the first. */
export function isOwn(full: string, path: string, stats: Stats): boolean {
  if (path === '.git') return true;
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (stats.isDirectory()) return name.startsWith('cdk.out') && existsSync(join(full, 'cdk.out'));
  if (name === imageLockName) return true;
  return (
    stats.isFile() &&
    /^compose\.[^.]+\.json$/.test(name) &&
    parseBindings(readFileSync(full, 'utf8'), name).value !== undefined
  );
}
