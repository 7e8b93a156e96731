import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { ResolvedImage } from '../model/image-lock.js';
import type { BuildPorts, BuildRequest, Described, ImageOutcome } from './build-request.js';
import { describeImage, type ImageDescription } from './image-description.js';
import { parseImageReference } from './image-reference.js';
import { withOwnImages } from './own-images.js';
import { withBase } from './planned-builds.js';

/** Asks the registries where pulled images come from for what the lock does not know yet. */
export async function pinImages(
  { loaded, images, pull = false }: BuildRequest,
  { client }: Pick<BuildPorts, 'client'>,
): Promise<Described> {
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
      if (image.locked !== undefined && !pull) return { key: image.key, services, outcome: 'kept' };
      const [service = ''] = services;
      const path = ['services', service, 'image'];
      const reference = parseImageReference(defined[service]?.image ?? '');
      if (reference === undefined) return { key: image.key, services, outcome: 'failed' };
      const { value, diagnostics } = await describeImage(client(reference.registry), reference);
      if (value !== undefined) return { key: image.key, services, outcome: 'pinned', description: value };
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

type Pinned = ImageOutcome & {
  readonly description?: ImageDescription;
  readonly found?: readonly Diagnostic[];
};

function byImageKey({ key: a }: ResolvedImage, { key: b }: ResolvedImage): number {
  return a < b ? -1 : 1;
}
