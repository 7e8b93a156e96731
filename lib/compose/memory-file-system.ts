import { posix } from 'node:path';
import type { FileSystem } from './file-system.js';

/** A file system of texts by absolute path; every folder above a file exists. */
export function memoryFileSystem(texts: Readonly<Record<string, string>>): FileSystem {
  const folders = new Set<string>(['/']);
  for (const path of Object.keys(texts)) {
    for (let folder = posix.dirname(path); !folders.has(folder); folder = posix.dirname(folder))
      folders.add(folder);
  }
  const kind: FileSystem['kind'] = (path) =>
    Object.hasOwn(texts, path) ? 'file' : folders.has(path) ? 'directory' : 'missing';
  return {
    kind,
    read: (path) => {
      const found = kind(path);
      if (found === 'file') return { kind: 'file', text: texts[path] ?? '' };
      return found === 'directory' ? { kind: 'directory' } : { kind: 'missing' };
    },
    realPath: (path) => (kind(path) === 'missing' ? undefined : path),
  };
}
