import { diagnose, type Checked, type Diagnostic } from '../diagnostics/diagnostic.js';
import { nearest } from '../diagnostics/nearest.js';
import type { EnvironmentDeclaration, Environments } from '../model/environment-declaration.js';
import type { ProjectFlags } from './project-options.js';

/** The environment that a run is about. */
export interface SelectedEnvironment {
  /** Undefined: none is declared, and none was named. */
  readonly name: string | undefined;
  readonly declaration: EnvironmentDeclaration;
  /** The environments to choose from, when several are declared and none was named: the first one stands in. */
  readonly undecided?: readonly string[];
}

/** Selects an environment by its name. Without declarations a name is only a name. */
export function selectEnvironment(
  declared: Environments,
  name: string | undefined,
): Checked<SelectedEnvironment> {
  const names = Object.keys(declared);
  const [first] = names;
  if (first === undefined) return { value: { name, declaration: {} }, diagnostics: [] };
  if (name === undefined)
    return {
      value: {
        name: first,
        declaration: declared[first] ?? {},
        ...(names.length > 1 && { undecided: names }),
      },
      diagnostics: [],
    };
  const declaration = Object.hasOwn(declared, name) ? declared[name] : undefined;
  if (declaration !== undefined) return { value: { name, declaration }, diagnostics: [] };
  const suggestion = nearest(name, names);
  return {
    value: undefined,
    diagnostics: [
      diagnose('unknown-environment', { name, names, ...(suggestion === undefined ? {} : { suggestion }) }),
    ],
  };
}

/** The project's own flags, with what the environment adds to them. */
export function environmentFlags(flags: ProjectFlags, declaration: EnvironmentDeclaration): ProjectFlags {
  const { files = [], profiles = [], envFiles = [] } = declaration;
  const profile = [...(flags.profile ?? []), ...profiles];
  const envFile = [...(flags.envFile ?? []), ...envFiles];
  return {
    ...flags,
    overrideFile: files,
    ...(profile.length > 0 && { profile }),
    ...(envFile.length > 0 && { envFile }),
  };
}

/** Once environments are declared, a variable without a value is a mistake: nobody is there to notice the empty text. */
export function strictVariables(diagnostics: readonly Diagnostic[], name: string): readonly Diagnostic[] {
  return diagnostics.map((diagnostic) =>
    diagnostic.code === 'unset-variable'
      ? {
          ...diagnostic,
          severity: 'error',
          message: `${diagnostic.message}, in the environment ${name}`,
          fix: `set it under variables of ${name}, or give it a default in the file`,
        }
      : diagnostic,
  );
}
