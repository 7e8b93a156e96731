import type { ComposePath } from '../diagnostics/diagnostic.js';
import type { FileSystemPlan } from '../model/deployment-plan.js';
import { fileSystemSettings } from './file-system-settings.js';
import { fileSystemLogicalId } from './identity.js';
import type { Planning } from './planning.js';
import { tags } from './tags.js';
import { mountersOf } from './volume-mounters.js';

/** One file system per named volume that a service mounts. */
export function fileSystems(planning: Planning): readonly FileSystemPlan[] {
  const { project, options } = planning;
  return [...planning.mounts.keys()].toSorted().map((name): FileSystemPlan => {
    const existing = existingFileSystem(planning, name);
    const path = volumePath(planning, name);
    return {
      name,
      logicalId: fileSystemLogicalId(project.name, options.environment, name),
      existing,
      mountedBy: mountersOf(planning, name),
      settings: fileSystemSettings(project.volumes?.[name]?.driver_opts ?? {}),
      tags: {
        ...tags(planning),
        'com.docker.compose.volume': name,
      },
      cause: planning.cause(
        path,
        [path[0] === 'volumes' ? `volume ${name}` : `a folder of ${path[1]}`, existing ?? []]
          .flat()
          .join(', '),
      ),
    };
  });
}

/** The id of a file system that is not ours to make: from the bindings, or the name of an external volume. */
export function existingFileSystem(planning: Planning, volume: string): string | undefined {
  const bound = planning.bindings.fileSystems?.[volume]?.id;
  if (bound !== undefined) return bound;
  const { external, name } = planning.project.volumes?.[volume] ?? {};
  return external === true && name?.startsWith('fs-') === true ? name : undefined;
}

/** What makes a volume: its own key, or the first mount of a folder, before all of one that may write to it. */
function volumePath(planning: Planning, volume: string): ComposePath {
  if (planning.project.volumes?.[volume] !== undefined) return ['volumes', volume];
  const mounts = planning.mounts.get(volume) ?? [];
  const first = mounts.find(({ readOnly }) => !readOnly) ?? mounts[0];
  return first === undefined ? ['services'] : ['services', first.service, 'volumes', first.index];
}
