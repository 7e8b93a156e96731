import type { LockedImage, ResolvedImage } from '../model/image-lock.js';
import type { Planning } from './planning.js';

/**
 * What the lock knows of the image that a service runs. Files laid over an image change none of its facts, so those of
 * its base stand in until it is built. Undefined: neither is in the lock.
 */
export function lockedImage(planning: Planning, service: string): LockedImage | undefined {
  const image = planning.images[service];
  return image?.locked ?? image?.derived?.base.locked;
}

/** The image that a service runs, without the files that are laid over it: what its name tells of it. */
export function originalImage(planning: Planning, service: string): ResolvedImage | undefined {
  const image = planning.images[service];
  return image?.derived?.base ?? image;
}
