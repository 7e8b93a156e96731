import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.js';

/** A file to write, by its absolute path. */
export interface NewFile {
  readonly path: string;
  readonly content: Buffer;
  readonly executable: boolean;
}

/** Those of the files that are there already. */
export function existingFiles(files: readonly NewFile[]): readonly string[] {
  return files.map(({ path }) => path).filter((path) => existsSync(path));
}

/** Writes files where there are none: all of them, or none and why. */
export function writeNewFiles(files: readonly NewFile[]): readonly Diagnostic[] {
  const written: string[] = [];
  try {
    for (const { path, content, executable } of files) {
      mkdirSync(dirname(path), { recursive: true });
      // Fails on a file that somebody wrote in the meantime.
      writeFileSync(path, content, { flag: 'wx', mode: executable ? 0o755 : 0o644 });
      written.push(path);
    }
    return [];
  } catch (error) {
    for (const path of written) rmSync(path, { force: true });
    const { path = '', message } = error as NodeJS.ErrnoException;
    return [diagnose('cannot-write', { file: path, reason: message })];
  }
}
