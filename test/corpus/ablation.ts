/**
 * Deletes single keys from a loaded project and looks whether anything changes: a key whose verdict is full or partial
 * must tell, an ignored one must not.
 */
import type { LoadedProject } from '../../lib/compose/project.js';
import { bakeFile } from '../../lib/images/bake-file.js';
import { plannedBuilds } from '../../lib/images/planned-builds.js';
import { accountOfKeys, type AccountedKey } from '../../lib/plan/account-of-keys.js';
import { lockedImages, mapProject } from './map-project.js';
import { withoutPath } from './without-path.js';

/** What deleting one key did. */
export interface Ablation {
  /** `services.web.ports` */
  readonly key: string;
  readonly level: AccountedKey['level'];
  /** Whether the template or the bake file is another without it, or the project is refused. */
  readonly tells: boolean;
}

/** Tries every key that the account of the project knows. */
export function ablate(loaded: LoadedProject): readonly Ablation[] {
  const before = outcomeOf(loaded);
  return accountOfKeys(loaded)
    .filter(({ level }) => level !== 'rejected')
    .map(({ path, level }) => {
      const project = withoutPath(loaded.project, path);
      return { key: path.join('.'), level, tells: outcomeOf({ ...loaded, project }) !== before };
    });
}

function outcomeOf(loaded: LoadedProject): string {
  try {
    const { templates } = mapProject(loaded);
    return JSON.stringify([templates ?? 'refused', bakeFileOf(loaded)]);
  } catch (error) {
    return String(error);
  }
}

function bakeFileOf(loaded: LoadedProject): unknown {
  const images = lockedImages(loaded).value ?? {};
  const builds = plannedBuilds(loaded.project, images);
  const wanted = new Set(builds.map(({ tag }) => tag));
  const options = { wanted, repository: 'registry.example/shop', present: new Map(), environment: {} };
  return bakeFile(loaded.project, { builds, images }, options).file;
}
