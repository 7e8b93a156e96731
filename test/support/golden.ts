import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './source-files.js';

/** Expects a file of the repository to hold this text; `UPDATE=1` writes it instead. */
export function expectFile(path: string, text: string): void {
  const file = join(root, path);
  if (process.env['UPDATE'] === '1') {
    writeFileSync(file, text);
  } else {
    expect(existsSync(file) ? readFileSync(file, 'utf8') : `${path} is missing: UPDATE=1 writes it`).toBe(
      text,
    );
  }
}
