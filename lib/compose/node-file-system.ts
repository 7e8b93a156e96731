import { readFileSync, realpathSync, statSync } from 'node:fs';
import { decodeText } from './decode-text.js';
import type { FileSystem } from './file-system.js';

// Text beyond this is no configuration, and V8 refuses strings past 512 MiB with an exception.
const LARGEST_FILE = 256 * 1024 * 1024;

/** The file system of this machine. */
export const nodeFileSystem: FileSystem = {
  read: (path) => {
    try {
      const found = statSync(path);
      if (found.isDirectory()) return { kind: 'directory' };
      if (found.size > LARGEST_FILE) return { kind: 'unreadable', reason: 'the file is larger than 256 MiB' };
      return decodeText(readFileSync(path));
    } catch (error) {
      return isMissing(error) ? { kind: 'missing' } : { kind: 'unreadable', reason: reasonOf(error) };
    }
  },
  kind: (path) => {
    try {
      return statSync(path).isDirectory() ? 'directory' : 'file';
    } catch (error) {
      return isMissing(error) ? 'missing' : 'unreadable';
    }
  },
  realPath: (path) => {
    try {
      return realpathSync(path);
    } catch {
      return undefined;
    }
  },
};

// A file in the place of a folder (ENOTDIR) is reported by the reference as an error of its own, not as a missing file.
function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}

function reasonOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error
    ? String(error.message)
    : String(error);
}
