import type { ImageRepository } from '../aws/image-repository.js';
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { ImageLock } from '../model/image-lock.js';
import type { BuildPorts, BuildRequest } from './build-request.js';
import { describeImage, type ImageDescription } from './image-description.js';
import { formatImageReference } from './image-reference.js';
import { withBase, type PlannedBuild } from './planned-builds.js';
import { settledDigest } from './settled-digest.js';

/** What is described. */
export interface BuildDigests {
  readonly ports: Pick<BuildPorts, 'client'>;
  readonly repository: ImageRepository;
  readonly builds: readonly PlannedBuild[];
  /** What the repository has now, by content tag. */
  readonly digests: ReadonlyMap<string, string>;
}

/** Facts of the images that the lock does not hold with this digest already, by content tag. */
export async function describeBuilds(
  { images, lock }: Pick<BuildRequest, 'images' | 'lock'>,
  { ports, repository: { registry, name, auth }, builds, digests }: BuildDigests,
): Promise<{
  readonly images: ReadonlyMap<string, ImageDescription>;
  readonly diagnostics: readonly Diagnostic[];
}> {
  const client = ports.client(registry, auth);
  const described = new Map<string, ImageDescription>();
  const found: Diagnostic[] = [];
  await Promise.all(
    builds.map(async (build) => {
      const { tag, services } = build;
      const pushed = digests.get(tag);
      const locked = lock.images[tag];
      if (pushed === undefined || locked?.digest === pushed) return;
      const attested = attestationsOf(images, build);
      const digest =
        attested === undefined
          ? pushed
          : await settledDigest(client, {
              repository: name,
              digest: pushed,
              earlier: earlierDigests(lock, build, attested),
            });
      if (locked?.digest === digest) return;
      const [service = ''] = services;
      const path = ['services', service, 'build'];
      const reference = { registry, repository: name, tag: undefined, digest };
      const { value, diagnostics } = await describeImage(client, reference);
      const lacking = diagnose('image-not-found', { service, image: formatImageReference(reference) });
      const problems = value === undefined && diagnostics.length === 0 ? [lacking] : diagnostics;
      found.push(...problems.map((finding) => ({ ...finding, path })));
      if (value === undefined) return;
      described.set(tag, value);
      if (locked === undefined) return;
      const differing = { service, locked: locked.digest, found: digest, registry };
      found.push(diagnose('image-digest-differs', differing, { path }));
    }),
  );
  return { images: described, diagnostics: found };
}

/**
 * What the services of a build have run so far, its own tag's image first; where attestations are given, only images
 * with the same ones.
 */
export function earlierDigests(
  { images }: ImageLock,
  { tag, services }: PlannedBuild,
  attestations?: string,
): readonly string[] {
  const own = images[tag];
  const others = Object.entries(images).flatMap(([key, { digest, inputs, services: users }]) =>
    key !== tag &&
    inputs !== undefined &&
    (attestations === undefined || inputs['attestations'] === attestations) &&
    users.some((user) => services.includes(user))
      ? digest
      : [],
  );
  return [...(own === undefined ? [] : [own.digest]), ...others];
}

/** The hash of the attestations that a build asks for; undefined when it asks for none. */
function attestationsOf(images: BuildRequest['images'], { tag }: PlannedBuild): string | undefined {
  return Object.values(images)
    .flatMap(withBase)
    .find(({ key }) => key === tag)?.inputs?.['attestations'];
}
