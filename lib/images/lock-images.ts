import type { ImageLock, LockedImage, ResolvedImages } from '../model/image-lock.js';
import type { ImageDescription } from './image-description.js';
import { withBase } from './planned-builds.js';

/** What a lock is brought up to date with. */
export interface LockUpdate {
  readonly images: ResolvedImages;
  /** What was built or asked for now, by key. */
  readonly described: ReadonlyMap<string, ImageDescription>;
  /** Keep what other environments may still name: there, a service may run another image. */
  readonly keepSuperseded: boolean;
  /** Whether the project has a service, if only in a profile that is not enabled now. */
  readonly hasService?: (service: string) => boolean;
}

/**
 * The lock with the images of a project brought up to date. Images of services in a profile that is not enabled stay, as
 * do all that another environment may still name; those of services that are gone leave.
 */
export function lockImages(
  lock: ImageLock,
  { images, described, keepSuperseded, hasService = () => true }: LockUpdate,
): ImageLock {
  const updated = new Map<string, LockedImage>();
  // The base of a derived image stays locked with it: its digest is part of what the image is made from.
  const all = Object.entries(images).flatMap(([service, own]) =>
    withBase(own).map((image) => ({ service, image })),
  );
  const usersOf = (key: string): readonly string[] =>
    all.filter(({ image }) => image.key === key).map(({ service }) => service);
  for (const { key, inputs } of all.map(({ image }) => image)) {
    const image = described.get(key) ?? lock.images[key];
    if (image === undefined) continue;
    const { digest, platforms, config } = image;
    const others = (lock.images[key]?.services ?? []).filter(
      (service) => !Object.hasOwn(images, service) && (keepSuperseded || hasService(service)),
    );
    const services = [...new Set([...usersOf(key), ...others])].toSorted();
    updated.set(key, { digest, platforms, services, ...(inputs === undefined ? {} : { inputs }), config });
  }
  const isSuperseded = (service: string): boolean => updated.has(images[service]?.key ?? '');
  const kept = Object.entries(lock.images).flatMap(([key, image]): [string, LockedImage][] => {
    if (updated.has(key)) return [];
    if (keepSuperseded) return [[key, image]];
    const services = image.services.filter((service) => hasService(service) && !isSuperseded(service));
    return services.length === 0 ? [] : [[key, { ...image, services }]];
  });
  return { version: 1, images: Object.fromEntries([...updated, ...kept]) };
}

/** The services whose image the lock lacks, sorted. */
export function unlockedServices(images: ResolvedImages): readonly string[] {
  return Object.keys(images)
    .filter((service) => images[service]?.locked === undefined)
    .toSorted();
}
