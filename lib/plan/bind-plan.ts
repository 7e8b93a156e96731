import {
  bindMounts,
  bindTreatment,
  bindVolumeName,
  type BindMount,
  type BindTreatment,
} from '../compose/bind-mounts.js';
import type { Planning } from './planning.js';

/** A bind mount with what becomes of it. */
export interface PlannedBind {
  readonly bind: BindMount;
  readonly treatment: BindTreatment;
}

/** What becomes of the bind mounts of a service, by what is known of them beside the Compose file. */
export function plannedBinds(planning: Planning, service: string): readonly PlannedBind[] {
  const facts = planning.images[service]?.binds ?? {};
  return bindMounts(planning.loaded, service).map((bind) => ({
    bind,
    treatment: bindTreatment(bind, facts[bind.index]),
  }));
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
export function persistentMounts(planning: Planning, service: string): readonly PersistentMount[] {
  const binds = plannedBinds(planning, service);
  return (planning.project.services[service]?.volumes ?? []).flatMap((mount, index) => {
    const known = binds.find(({ bind }) => bind.index === index);
    const readOnly = mount.read_only === true;
    if (known !== undefined) {
      const isKept = known.treatment.kind === 'persist';
      return isKept ? [{ volume: bindVolumeName(known.bind), index, readOnly }] : [];
    }
    const isNamed = mount.type === 'volume' && mount.source !== undefined && mount.source !== '';
    return isNamed ? [{ volume: mount.source, index, readOnly }] : [];
  });
}
