import { treatedBinds } from '../compose/bind-mounts.js';
import type { MountingProject } from '../compose/persistent-mounts.js';
import type { ResolvedImages } from '../model/image-lock.js';
import type { ImageSource } from './resolve-images.js';
import type { ImageProject } from './service-build.js';

/** A project with what becomes of its bind mounts, as far as its images tell; one without a folder has none. */
export function mountingProject(
  { project, spans, directory, sources = new Map(), environment = new Map() }: ImageSource,
  images: ResolvedImages,
): MountingProject & { readonly project: ImageProject } {
  const binds =
    directory === undefined ? [] : treatedBinds({ project, spans, directory, sources, environment }, images);
  return { project, binds };
}
