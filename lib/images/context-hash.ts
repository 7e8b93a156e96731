import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
  type Stats,
} from 'node:fs';
import { join } from 'node:path';
import { parseBindings } from './bindings-file.js';
import { isIgnored, mayTakeBackBelow, type IgnoreMatches, type IgnoreRules } from './ignore-file.js';
import { imageLockName } from './image-lock-file.js';

const chunk = Buffer.allocUnsafe(1 << 20);

/**
 * The SHA-256, in hex, of what a local build context sends to the builder: of each path its kind, the bytes of a file
 * and whether its owner may execute it, or the target of a symbolic link. Not in it, since a checkout on another
 * machine or a second run differs there and the image should not: times, owners, the other mode bits (Git keeps none),
 * Git's own folder, and the files that this program and the CDK write. Memory stays flat, whatever the context's size.
 * @throws the file system's error, with its `path`, when something in the context can't be read.
 */
export function contextHash(root: string, rules: IgnoreRules): string {
  const hash = createHash('sha256');
  const visit = (folder: string, above: IgnoreMatches | undefined): void => {
    // The order of UTF-16 code units: any fixed order does, but not the locale's.
    for (const name of readdirSync(join(root, folder)).toSorted((a, b) => (a < b ? -1 : 1))) {
      const path = folder === '' ? name : `${folder}/${name}`;
      const full = join(root, path);
      const { ignored, matches } = isIgnored(rules, path, above);
      const stats = lstatSync(full);
      // BuildKit leaves sockets out.
      if (stats.isSocket() || isOwn(full, path, stats)) continue;
      if (!ignored) hash.update(`${JSON.stringify([path, ...describe(full, stats)])}\n`);
      if (stats.isDirectory() && (!ignored || mayTakeBackBelow(rules, path))) visit(path, matches);
    }
  };
  visit('', undefined);
  return hash.digest('hex');
}

/** The SHA-256 of a file's bytes, in hex. */
export function fileHash(path: string): string {
  const hash = createHash('sha256');
  const file = openSync(path, 'r');
  try {
    for (let length = readSync(file, chunk); length > 0; length = readSync(file, chunk)) {
      hash.update(chunk.subarray(0, length));
    }
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}

function describe(path: string, stats: Stats): readonly string[] {
  if (stats.isFile()) return [(stats.mode & 0o100) === 0 ? 'file' : 'executable', fileHash(path)];
  if (stats.isSymbolicLink()) return ['link', readlinkSync(path)];
  return [stats.isDirectory() ? 'folder' : 'special'];
}

/** Whether it is written by a build, a deployment or Git: counted in, a second build would never find the first. */
export function isOwn(full: string, path: string, stats: Stats): boolean {
  if (path === '.git') return true;
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (stats.isDirectory()) return name.startsWith('cdk.out') && existsSync(join(full, 'cdk.out'));
  if (name === imageLockName) return true;
  return (
    /^compose\.[^.]+\.json$/.test(name) && parseBindings(readFileSync(full, 'utf8'), name).value !== undefined
  );
}
