/**
 * Deletes single keys from loaded projects and looks whether the template changes: a key whose verdict is full or
 * partial must tell, an ignored one must not.
 */
import type { LoadedProject } from '../../lib/compose/project.js';
import { accountOfKeys, type AccountedKey } from '../../lib/plan/account-of-keys.js';
import { mapProject } from './map-project.js';
import { withoutPath } from './without-path.js';

/** What deleting one key did, over the projects that were tried. */
export interface Ablation {
  /** `services.*.ports`: names are left out. */
  readonly key: string;
  readonly level: AccountedKey['level'];
  /** Project and path of each trial, by whether the template changed. */
  readonly changed: readonly string[];
  readonly unchanged: readonly string[];
}

export interface NamedProject {
  readonly id: string;
  readonly loaded: LoadedProject;
}

/** Tries every key of the projects at no more than `most` places, in different projects. Projects must be deployable. */
export function ablate(projects: readonly NamedProject[], most: number): readonly Ablation[] {
  const trials = new Map<string, Ablation & { changed: string[]; unchanged: string[] }>();
  for (const { id, loaded } of projects) {
    let before: string | undefined;
    const seen = new Set<string>();
    for (const { path, level } of accountOfKeys(loaded)) {
      const key = patternOf(path);
      const identity = `${level} ${key}`;
      const trial = trials.get(identity) ?? { key, level, changed: [], unchanged: [] };
      if (level === 'rejected' || seen.has(identity) || trial.changed.length + trial.unchanged.length >= most)
        continue;
      seen.add(identity);
      trials.set(identity, trial);
      before ??= templateText(loaded);
      const after = templateText({ ...loaded, project: withoutPath(loaded.project, path) });
      (after === before ? trial.unchanged : trial.changed).push(`${id}: ${path.join('.')}`);
    }
  }
  return [...trials.values()];
}

/** Errors count as a change: a project that is refused without the key has noticed. */
function templateText(loaded: LoadedProject): string {
  try {
    return JSON.stringify(mapProject(loaded).templates ?? 'refused');
  } catch (error) {
    return String(error);
  }
}

/** Second steps below the resources are names that people chose. */
function patternOf(path: AccountedKey['path']): string {
  const named = ['services', 'networks', 'volumes', 'secrets', 'configs', 'models'];
  return path
    .map((step, index) =>
      typeof step === 'number' || (index === 1 && named.includes(String(path[0]))) ? '*' : step,
    )
    .slice(0, 4)
    .join('.');
}
