import { basename } from 'node:path';
import { diagnose, type Checked } from '../diagnostics/diagnostic.js';
import type { FileSystem } from './file-system.js';

/** The project name that a text makes: lower case, and only letters, digits, `-` and `_`, of which the first two may lead. */
export function normalizeProjectName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, '')
    .replace(/^[_-]+/, '');
}

/** The name as it is, if it is one already; `where` says in a report where it comes from. */
export function checkedProjectName(name: string, where: string): Checked<string> {
  if (name === normalizeProjectName(name)) return { value: name, diagnostics: [] };
  return { value: undefined, diagnostics: [diagnose('invalid-project-name', { name, where })] };
}

/** The name of a project that nothing else names, made from its directory's. */
export function projectNameOf(directory: string, files: FileSystem): Checked<string> {
  const name = normalizeProjectName(basename(directory));
  if (name === '') return { value: undefined, diagnostics: [diagnose('no-project-name', { directory })] };
  const real = files.realPath(directory);
  const symlinked = real !== undefined && basename(real) !== basename(directory);
  return { value: name, diagnostics: symlinked ? [diagnose('symlinked-project', { name, directory })] : [] };
}
