import { diagnose, hasErrors, type Checked, type Diagnostic } from '../diagnostics/diagnostic.js';
import { parseDotenv } from './dotenv.js';
import type { FileSystem } from './file-system.js';

/** Environment variables by name. */
export type Environment = ReadonlyMap<string, string>;

/**
 * The variables of the files, in order: a later file replaces an earlier one's value, and a value may use variables of
 * `environment` first and of the files so far after those.
 */
export function readEnvFiles(
  paths: readonly string[],
  environment: Environment,
  files: FileSystem,
): Checked<Environment> {
  const diagnostics: Diagnostic[] = [];
  let variables: Environment = new Map();
  for (const path of paths) {
    const read = files.read(path);
    if (read.kind !== 'file') {
      diagnostics.push(unreadable(path, read.kind === 'unreadable' ? read.reason : read.kind));
      continue;
    }
    const dotenv = parseDotenv(read.text, (name) => environment.get(name), variables);
    diagnostics.push(...dotenv.unset.map((variable) => diagnose('unset-variable', { variable })));
    if (dotenv.ok) variables = dotenv.value;
    else diagnostics.push(diagnose('invalid-env-file', { path, problem: dotenv.problem }));
  }
  return { value: hasErrors(diagnostics) ? undefined : variables, diagnostics };
}

/** `environment` with what `variables` adds to it; values that are set already stay. */
export function withDefaults(environment: Environment, variables: Environment): Environment {
  return new Map([...variables, ...environment]);
}

function unreadable(path: string, problem: string): Diagnostic {
  const what = 'the env file';
  return problem === 'missing'
    ? diagnose('env-file-not-found', { path })
    : diagnose('input-unreadable', {
        path,
        what,
        problem: problem === 'directory' ? 'it is a directory' : problem,
      });
}
