import { statSync } from 'node:fs';

/**
 * The path of a file, which can be read to its end: a pipe may have none, and whoever reads it waits for ever.
 * @throws an error with its `path`, when it is none, or the file system's.
 */
export function plainFile(path: string): string {
  if (!statSync(path).isFile()) throw Object.assign(new Error('it is no file'), { path });
  return path;
}
