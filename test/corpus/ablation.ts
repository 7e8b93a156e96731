/**
 * Deletes single keys from a loaded project and looks whether anything changes: a key whose verdict is full or partial
 * must tell, an ignored one must not. A key that says what would hold without it is given another value instead.
 */
import type { LoadedProject, Project } from '../../lib/compose/project.js';
import type { ComposePath } from '../../lib/diagnostics/diagnostic.js';
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
  /** Whether the template or the bake file is another without it or with another value, or the project is refused. */
  readonly tells: boolean;
}

/** Tries every key that the account of the project knows. */
export function ablate(loaded: LoadedProject): readonly Ablation[] {
  const before = outcomeOf(loaded);
  return accountOfKeys(loaded)
    .filter(({ level }) => level !== 'rejected')
    .map(({ path, level }) => {
      const tells = [
        withoutPath(loaded.project, path),
        ...(level === 'ignored' ? [] : withOtherValue(loaded.project, path)),
      ].some((project) => outcomeOf({ ...loaded, project }) !== before);
      return { key: path.join('.'), level, tells: tells || isReferredTo(loaded.project, path) };
    });
}

/** The project with a text, a number or a switch at the path changed; none where something else is there. */
function withOtherValue(project: Project, path: ComposePath): readonly Project[] {
  const copy = structuredClone(project);
  const last = path.at(-1) ?? '';
  const parent = path.slice(0, -1).reduce<unknown>((value, step) => (value as Tree)[step], copy) as Tree;
  const value = parent[last];
  if (typeof value === 'string') parent[last] = `${value}x`;
  else if (typeof value === 'number') parent[last] = value + 1;
  else if (typeof value === 'boolean') parent[last] = !value;
  else return [];
  return [copy];
}

type Tree = Record<string | number, unknown>;

/** Volumes, networks and the like that services name: without them the project would not load. */
function isReferredTo(project: Project, [kind = '', ...rest]: ComposePath): boolean {
  if (rest.length > 0 || !['configs', 'networks', 'secrets', 'volumes'].includes(String(kind))) return false;
  const names = Object.keys((project as unknown as Readonly<Record<string, object>>)[kind] ?? {});
  const named = Object.values(project.services).map((service) =>
    JSON.stringify((service as unknown as Tree)[kind]),
  );
  return named.some((text) => names.some((name) => text?.includes(JSON.stringify(name))));
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
