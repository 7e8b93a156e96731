import { bindVolumeName, type TreatedBind } from './bind-mounts.js';
import type { Project } from './project.js';

/** A project, and what becomes of its bind mounts. */
export interface MountingProject {
  readonly project: Pick<Project, 'services'>;
  readonly binds: readonly TreatedBind[];
}

/** What becomes of the bind mounts of a service. */
export function plannedBinds({ binds }: MountingProject, service: string): readonly TreatedBind[] {
  return binds.filter(({ bind }) => bind.service === service);
}

/** A mount that outlives its task. */
export interface PersistentMount {
  /** The name of its file system: a volume's key, or the folder that a bind mount names. */
  readonly volume: string;
  /** Of the entry in the service's `volumes`. */
  readonly index: number;
  readonly readOnly: boolean;
}

/** The mounts of a service that outlive its tasks: named volumes, and bind mounts of folders that hold data. */
export function persistentMounts(mounting: MountingProject, service: string): readonly PersistentMount[] {
  const binds = plannedBinds(mounting, service);
  return (mounting.project.services[service]?.volumes ?? []).flatMap((mount, index) => {
    const treated = binds.find(({ bind }) => bind.index === index);
    const readOnly = mount.read_only === true;
    if (treated !== undefined) {
      const isKept = treated.treatment.kind === 'persist';
      return isKept ? [{ volume: bindVolumeName(treated.bind), index, readOnly }] : [];
    }
    const isNamed = mount.type === 'volume' && mount.source !== undefined && mount.source !== '';
    return isNamed ? [{ volume: mount.source, index, readOnly }] : [];
  });
}
