import { diagnose } from '../diagnostics/diagnostic.js';
import type { Checked, Diagnostic } from '../diagnostics/diagnostic.js';
import { suggest } from '../syntax/suggest.js';
import type { LoadSwitches } from './loading.js';
import { matchesPattern } from './match-pattern.js';
import { selectByProfiles } from './profiles.js';
import type { Selection } from './profiles.js';
import type { Service } from './project.js';

/** The named services, their profiles activated, and whatever they depend on; dependencies on others are dropped. */
export function selectServices(
  selection: Selection,
  { services: names = [], dependencies: follows = true }: Pick<LoadSwitches, 'services' | 'dependencies'>,
): Checked<Selection> {
  if (names.length === 0) return { value: selection, diagnostics: [] };
  const activated = activate(selection, names);
  const diagnostics: Diagnostic[] = [];
  const kept = new Set<string>();
  const visit = (wanted: string, required: boolean): void => {
    const found = Object.keys(activated.enabled).filter((name) => matchesPattern(wanted, name));
    if (found.length === 0 && required) diagnostics.push(noSuchService(wanted, activated));
    for (const name of found) {
      if (kept.has(name)) continue;
      kept.add(name);
      if (!follows) continue;
      const dependencies = Object.entries(activated.enabled[name]?.depends_on ?? {});
      for (const [dependency, { required: needed }] of dependencies) visit(dependency, needed);
    }
  };
  for (const name of names) visit(name, true);
  if (diagnostics.length > 0) return { value: undefined, diagnostics };
  const entries = Object.entries(activated.enabled);
  return {
    value: {
      ...activated,
      enabled: Object.fromEntries(
        entries
          .filter(([name]) => kept.has(name))
          .map(([name, service]) => [name, withDependenciesIn(service, kept)]),
      ),
      disabled: { ...activated.disabled, ...Object.fromEntries(entries.filter(([name]) => !kept.has(name))) },
    },
    diagnostics,
  };
}

function activate(selection: Selection, names: readonly string[]): Selection {
  const profiles = names.flatMap((name) =>
    Object.hasOwn(selection.disabled, name) ? (selection.disabled[name]?.profiles ?? []) : [],
  );
  return selectByProfiles({ ...selection.enabled, ...selection.disabled }, [
    ...selection.profiles,
    ...profiles,
  ]);
}

function withDependenciesIn(service: Service, kept: ReadonlySet<string>): Service {
  const { depends_on: dependencies, ...rest } = service;
  const left = Object.entries(dependencies ?? {}).filter(([name]) => kept.has(name));
  return left.length === 0 ? rest : { ...rest, depends_on: Object.fromEntries(left) };
}

function noSuchService(name: string, { enabled, disabled }: Selection): Diagnostic {
  const profiles = Object.hasOwn(disabled, name) ? (disabled[name]?.profiles ?? []) : [];
  return diagnose('no-such-service', { name, profiles, ...suggest(name, Object.keys(enabled)) });
}
