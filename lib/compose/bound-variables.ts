import type { ComposePath, Diagnostic } from '../diagnostics/diagnostic.js';
import type { Bindings } from '../model/bindings.js';
import { entryOf } from '../syntax/node.js';
import type { LoadedProject } from './project.js';
import { secretVariables } from './secret-variables.js';

type Loaded = Pick<LoadedProject, 'project' | 'spans' | 'environment' | 'environmentFiles' | 'tree'>;

/**
 * The variables of each service's environment whose values are not on this machine but, as the bindings say, in the
 * service's secret: `NAME` alone, a text of variables that are not set, or one of an env file that may be absent and is.
 * What the file itself says is empty has a value.
 */
export function boundVariables(
  loaded: Loaded,
  { variables: bound = {} }: Pick<Bindings, 'variables'>,
): ReadonlyMap<string, readonly string[]> {
  if (Object.keys(bound).length === 0) return new Map();
  const here = secretVariables(loaded.project);
  return new Map(
    Object.entries(loaded.project.services).map(([service, { environment = {} }]) => {
      const { keys = [] } = (Object.hasOwn(bound, service) ? bound[service] : undefined) ?? {};
      const known = keys.length === 0 ? [] : here.of(service);
      const names = keys.filter((name) => {
        // That of a log driver's option.
        if (known.includes(name) || name.includes('.')) return false;
        const value = environment[name];
        if (value === undefined) return lacksEnvFile(loaded, service);
        return value === null || needsUnset(loaded, ['services', service, 'environment', name]);
      });
      return [service, names];
    }),
  );
}

/** The findings of a load without those about variables that are not set here and need not be. */
export function withoutBoundVariables(
  findings: readonly Diagnostic[],
  loaded: Loaded,
  bindings: Pick<Bindings, 'variables'> = {},
): readonly Diagnostic[] {
  const bound = boundVariables(loaded, bindings);
  // In a list, a finding has the index of its item for a path, and the variable has its name.
  const isBound = ({ at, path: [section, service, key] = [] }: Diagnostic): boolean =>
    section === 'services' &&
    key === 'environment' &&
    (bound.get(String(service)) ?? []).some((name) => {
      const value = loaded.spans.value(['services', String(service), 'environment', name]);
      return at !== undefined && value?.source === at.source && value.start === at.start;
    });
  return findings.filter((finding) => finding.code !== 'unset-variable' || !isBound(finding));
}

/** Whether the text at a path is made of variables of which one has no value; an empty one is none. */
export function needsUnset(
  { spans, environment }: Pick<Loaded, 'spans' | 'environment'>,
  path: ComposePath,
): boolean {
  return spans.variables(path).some((variable) => (environment.get(variable) ?? '') === '');
}

function lacksEnvFile({ tree, environmentFiles }: Loaded, service: string): boolean {
  const named = entryOf(entryOf(entryOf(tree, 'services'), service), 'env_file');
  const read = environmentFiles.filter(({ path: [, name, key] }) => name === service && key === 'env_file');
  return named?.kind === 'list' && read.length < named.list.length;
}
