import {
  persistentMounts,
  type MountingProject,
  type PersistentMount,
} from '../compose/persistent-mounts.js';
import type { FileSystemPlan } from '../model/deployment-plan.js';
import type { Planning } from './planning.js';

/** A mount that outlives its task, and whose it is. */
export interface MountOfService extends PersistentMount {
  readonly service: string;
}

/** By volume: all mounts of it, by the names of the services. */
export function mountsByVolume(mounting: MountingProject): ReadonlyMap<string, readonly MountOfService[]> {
  const byVolume = new Map<string, MountOfService[]>();
  for (const service of Object.keys(mounting.project.services).toSorted())
    for (const mount of persistentMounts(mounting, service)) {
      const mounts = byVolume.get(mount.volume) ?? [];
      mounts.push({ service, ...mount });
      byVolume.set(mount.volume, mounts);
    }
  return byVolume;
}

/** Who mounts a volume; a service that mounts it twice writes to it unless both mounts are read-only. */
export function mountersOf({ mounts }: Planning, volume: string): FileSystemPlan['mountedBy'] {
  const byService = new Map<string, boolean>();
  for (const { service, readOnly } of mounts.get(volume) ?? [])
    byService.set(service, readOnly && byService.get(service) !== false);
  return [...byService].map(([service, readOnly]) => ({ service, readOnly }));
}
