import type { MountingProject } from '../compose/persistent-mounts.js';
import { foldersToKnow } from '../compose/volume-filling.js';
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { LockedImage, ResolvedImage } from '../model/image-lock.js';
import type { BuildPorts, BuildRequest, Described, ImageOutcome } from './build-request.js';
import { describeImage, type ImageDescription } from './image-description.js';
import { parseImageReference } from './image-reference.js';
import { mountingProject } from './mounting-project.js';
import { withOwnImages } from './own-images.js';
import { withBase } from './planned-builds.js';

/** Asks the registries where pulled images come from for what the lock does not know yet. */
export async function pinImages(
  { loaded, images, pull = false }: BuildRequest,
  { client }: Pick<BuildPorts, 'client'>,
): Promise<Described> {
  const mounting = mountingProject(loaded, images);
  const { services: defined } = withOwnImages(loaded.project);
  const byKey = new Map(
    Object.values(images)
      .flatMap(withBase)
      .filter(({ from }) => from === 'registry')
      .map((image) => [image.key, image]),
  );
  const asked = await Promise.all(
    [...byKey.values()].toSorted(byImageKey).map(async (image): Promise<Pinned> => {
      const services = Object.entries(images)
        .filter(([, own]) => withBase(own).some(({ key }) => key === image.key))
        .map(([service]) => service);
      const folders = foldersOf(mounting, services, image);
      const { locked } = image;
      const isKnown = folders.every((folder) => Object.hasOwn(locked?.config.folders ?? {}, folder));
      if (locked !== undefined && isKnown && !pull) return { key: image.key, services, outcome: 'kept' };
      const [service = ''] = services;
      const path = ['services', service, 'image'];
      const reference = parseImageReference(defined[service]?.image ?? '');
      if (reference === undefined) return { key: image.key, services, outcome: 'failed' };
      // What the lock pins stays as it is, whatever its tag names by now.
      const wanted = locked === undefined || pull ? reference : { ...reference, digest: locked.digest };
      const { value, diagnostics } = await describeImage(client(reference.registry), wanted, folders);
      if (value !== undefined) {
        const description = withKnownFolders(value, locked);
        return { key: image.key, services, outcome: 'pinned', description };
      }
      if (locked !== undefined && !pull) return { key: image.key, services, outcome: 'kept' };
      const found =
        diagnostics.length > 0 ? diagnostics : [diagnose('image-not-found', { service, image: image.key })];
      return {
        key: image.key,
        services,
        outcome: 'failed',
        found: found.map((finding) => ({ ...finding, path })),
      };
    }),
  );
  return {
    described: new Map(
      asked.flatMap(({ key, description }) => (description === undefined ? [] : [[key, description]])),
    ),
    outcomes: asked.map(({ key, services, outcome }) => ({ key, services, outcome })),
    diagnostics: asked.flatMap(({ found = [] }) => found),
  };
}

/** Where the services that run an image mount volumes that its files may go into. */
function foldersOf(
  mounting: MountingProject,
  services: readonly string[],
  image: ResolvedImage,
): readonly string[] {
  const folders = services.flatMap((service) => foldersToKnow(mounting, service, image));
  return [...new Set(folders)].toSorted();
}

/** With what is known of the same image already, for services in a profile that is not enabled now. */
function withKnownFolders(image: ImageDescription, locked: LockedImage | undefined): ImageDescription {
  const known = locked?.digest === image.digest ? locked.config.folders : undefined;
  if (known === undefined) return image;
  return { ...image, config: { ...image.config, folders: { ...known, ...image.config.folders } } };
}

type Pinned = ImageOutcome & {
  readonly description?: ImageDescription;
  readonly found?: readonly Diagnostic[];
};

function byImageKey({ key: a }: ResolvedImage, { key: b }: ResolvedImage): number {
  return a < b ? -1 : 1;
}
