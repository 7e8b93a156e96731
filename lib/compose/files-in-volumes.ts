import { posix } from 'node:path';
import { factsByName } from './bind-mounts.js';
import type { ComposePath } from '../diagnostics/diagnostic.js';
import type { ResolvedImage } from '../model/image-lock.js';
import { persistentMounts, plannedBinds, type MountingProject } from './persistent-mounts.js';

/** A file of a service's image whose place is inside a volume: a volume hides what an image has there. */
export interface FileInVolume {
  /** As the Compose file calls it: `./settings.php`, `config app`. */
  readonly name: string;
  /** Absolute, in the container. */
  readonly target: string;
  /** Of the volume's entry in the service's `volumes`. */
  readonly mount: number;
  /** What the Compose file says it with. */
  readonly path: ComposePath;
}

/** The mounted files and configs of a service that are inside of its volumes. */
export function filesInVolumes(
  mounting: MountingProject,
  service: string,
  image: Pick<ResolvedImage, 'binds'> | undefined,
): readonly FileInVolume[] {
  const { volumes = [], configs = [] } = mounting.project.services[service] ?? {};
  const kept = new Set(persistentMounts(mounting, service).map(({ index }) => index));
  const files = plannedBinds(mounting, service).flatMap(({ bind, treatment }) => {
    const { kind } = image?.binds?.[bind.index] ?? factsByName(bind);
    const path: ComposePath = ['services', service, 'volumes', bind.index];
    return treatment.kind === 'copy' && kind === 'file'
      ? [{ name: bind.name, target: bind.target, path }]
      : [];
  });
  const laid = configs.map(({ source, target = source }, index) => {
    const path: ComposePath = ['services', service, 'configs', index];
    return { name: `config ${source}`, target: posix.resolve('/', target), path };
  });
  return [...files, ...laid].flatMap((file): readonly FileInVolume[] => {
    const mount = volumes
      .map(({ target }, index) => ({ target, index }))
      .filter(({ target }) => file.target.startsWith(`${target.replace(/\/$/, '')}/`))
      .toSorted((a, b) => b.target.length - a.target.length)
      .find(({ index }) => isMount(mounting, service, index));
    return mount !== undefined && kept.has(mount.index) ? [{ ...file, mount: mount.index }] : [];
  });
}

/** Not so where the image has what would be mounted: it is no mount then. */
function isMount(mounting: MountingProject, service: string, index: number): boolean {
  const treated = plannedBinds(mounting, service).find(({ bind }) => bind.index === index);
  return treated === undefined || treated.treatment.kind === 'persist';
}
