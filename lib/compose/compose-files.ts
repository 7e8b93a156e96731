import { dirname } from 'node:path';
import { diagnose, type Checked, type Diagnostic } from '../diagnostics/diagnostic.js';
import { absolutePath, joinPath } from '../syntax/grammars/path.js';
import type { Environment } from './env-files.js';
import type { FileSystem } from './file-system.js';

const NAMES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
const OVERRIDES = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
];

/** The files that the variable COMPOSE_FILE names; undefined when it is not set. */
export function filesOfEnvironment(
  environment: Environment,
  directory: string,
  files: FileSystem,
): Checked<readonly string[]> {
  const list = environment.get('COMPOSE_FILE');
  if (list === undefined) return { value: undefined, diagnostics: [] };
  const paths = list
    .split(environment.get('COMPOSE_PATH_SEPARATOR') || ':')
    .map((path) => (path === '-' ? path : absolutePath(path, directory)));
  const missing = paths.filter((path) => path !== '-' && files.kind(path) === 'missing');
  return {
    value: paths,
    diagnostics: missing.map((path) => diagnose('file-not-found', { path, what: 'the Compose file' })),
  };
}

/** The Compose file under a usual name in `directory` or the nearest folder above, and the override file beside it. */
export function findComposeFiles(directory: string, files: FileSystem): Checked<readonly string[]> {
  for (let folder = directory; ; folder = dirname(folder)) {
    const base = firstOf(NAMES, folder, files);
    if (base.value !== undefined) {
      const override = firstOf(OVERRIDES, folder, files);
      return {
        value: override.value === undefined ? [base.value] : [base.value, override.value],
        diagnostics: [...base.diagnostics, ...override.diagnostics],
      };
    }
    if (dirname(folder) === folder) {
      return { value: undefined, diagnostics: [diagnose('no-compose-file', { directory })] };
    }
  }
}

function firstOf(names: readonly string[], folder: string, files: FileSystem): Checked<string> {
  const found = names.map((name) => joinPath(folder, name)).filter((path) => exists(path, files));
  const used = found[0];
  const several: readonly Diagnostic[] =
    used !== undefined && found.length > 1 ? [diagnose('several-compose-files', { files: found, used })] : [];
  return { value: used, diagnostics: several };
}

function exists(path: string, files: FileSystem): boolean {
  const kind = files.kind(path);
  return kind === 'file' || kind === 'directory';
}
