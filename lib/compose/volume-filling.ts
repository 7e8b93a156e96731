/**
 * What Docker does with an empty volume when it makes a container: it copies what the image has at that path, with owners
 * and modes (Docker documentation, "Volumes", "Mounting a volume over existing data"), also for a read-only mount or a
 * subpath, unless the mount says `nocopy`. A bind mount is never filled.
 */
import type { ResolvedImage } from '../model/image-lock.js';
import { fillsItself } from './data-stores.js';
import { persistentMounts, plannedBinds, type MountingProject } from './persistent-mounts.js';
import type { Service } from './project.js';

type Mount = NonNullable<Service['volumes']>[number];

/** A volume that a service's task fills from the service's image while it is empty. */
export interface VolumeFilling {
  /** Of the entry in the service's `volumes`. */
  readonly index: number;
  /** Absolute, in the image. */
  readonly path: string;
  readonly because: string;
}

/** The volumes of a service that are filled when its task starts; where it can't be known that there is nothing, too. */
export function volumeFillings(
  mounting: MountingProject,
  service: string,
  image: ResolvedImage | undefined,
): readonly VolumeFilling[] {
  return copyingMounts(mounting, service).flatMap(({ index, mount }) => {
    const path = mount.target;
    const because = reasonToFill(image?.derived?.base ?? image, path, isAnonymous(mount));
    return because === undefined ? [] : [{ index, path, because }];
  });
}

/** The paths of a pulled image at which it has to be known what it has, sorted. */
export function foldersToKnow(
  mounting: MountingProject,
  service: string,
  { from, repository }: ResolvedImage,
): readonly string[] {
  if (from === 'build') return [];
  const paths = copyingMounts(mounting, service).map(({ mount }) => mount.target);
  return [...new Set(paths.filter((path) => !fillsItself(repository, path)))].toSorted();
}

/**
 * Whether an anonymous volume is mounted: only where the container could not write to its own files otherwise, where a
 * volume would hide them, or where another container takes its mounts over. Elsewhere its own files are such a volume:
 * they begin as the image has them, and live as long as the task.
 */
export function isMountedAnonymously(mounting: MountingProject, service: string, target: string): boolean {
  const { services } = mounting.project;
  const { volumes = [], tmpfs = [], read_only: isReadOnly } = services[service] ?? {};
  const hiding = [
    ...persistentMounts(mounting, service).map(({ index }) => volumes[index]?.target),
    ...volumes.filter(({ type }) => type === 'tmpfs').map((mount) => mount.target),
    ...tmpfs.map((text) => text.replace(/:.*/s, '')),
  ];
  const isTaken = Object.values(services).some(({ volumes_from: from = [] }) =>
    from.some((text) => text.split(':')[0] === service),
  );
  return isReadOnly === true || isTaken || hiding.some((above) => target.startsWith(`${above}/`));
}

/** Whether a mount is one of a volume without a name. */
export function isAnonymous({ type, source }: Mount): boolean {
  return type === 'volume' && (source ?? '') === '';
}

function copyingMounts(
  mounting: MountingProject,
  service: string,
): readonly { readonly index: number; readonly mount: Mount }[] {
  const binds = plannedBinds(mounting, service);
  return (mounting.project.services[service]?.volumes ?? []).flatMap((mount, index) => {
    const isVolume = mount.type === 'volume' && mount.volume?.nocopy !== true;
    const isBound = binds.some(({ bind }) => bind.index === index);
    const isLeft = isAnonymous(mount) && !isMountedAnonymously(mounting, service, mount.target);
    return isVolume && !isBound && !isLeft ? [{ index, mount }] : [];
  });
}

/** A volume of a task has an owner and a mode only if somebody sets them, a file system's folder from the beginning. */
function reasonToFill(image: ResolvedImage | undefined, path: string, isOfTask: boolean): string | undefined {
  if (image === undefined) return undefined;
  if (image.from === 'build') return 'its image is built here and may have files there';
  if (fillsItself(image.repository, path)) return undefined;
  const facts = image.locked?.config.folders?.[path];
  if (facts === undefined) return 'what the image has there is not looked up yet';
  if (facts.holds === 'unknown') return 'what the image has there is not known';
  if (facts.holds === 'files') return 'the image has files there';
  return facts.holds === 'no files' && isOfTask ? 'the image has a folder there, with its owner' : undefined;
}
