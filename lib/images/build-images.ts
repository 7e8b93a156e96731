/**
 * Brings the image lock up to date: pins what is pulled, builds and pushes what is missing, in one run of buildx. What
 * was pushed before something failed is kept, and found again by its content tag the next time.
 */
import type { Checked } from '../diagnostics/diagnostic.js';
import type { ImageLock } from '../model/image-lock.js';
import type { BuildPorts, BuildRequest, ImageOutcome } from './build-request.js';
import { lockImages } from './lock-images.js';
import { mirrorImages } from './mirror-images.js';
import { pinImages } from './pin-images.js';
import { placed } from './placed.js';
import { lackingPlatforms } from './platforms.js';
import { publishBuilds } from './publish-builds.js';

/** The lock as it is to be written, also after a failure, and what was done. */
export interface BuildReport {
  readonly lock: ImageLock;
  readonly outcomes: readonly ImageOutcome[];
  readonly builder: string | undefined;
}

/** Its value is there whatever failed: what succeeded is in its lock. */
export async function buildImages(
  request: BuildRequest,
  ports: BuildPorts,
): Promise<Checked<BuildReport> & { readonly value: BuildReport }> {
  const opened = once(ports.repository);
  const [pinned, published] = await Promise.all([
    pinImages(request, ports),
    publishBuilds(request, { ...ports, repository: opened }),
  ]);
  const mirrored = await mirrorImages(request, { ...ports, repository: opened }, pinned.described);
  const described = new Map([...pinned.described, ...published.described]);
  const { loaded, images, lock, keepSuperseded = false } = request;
  const found = [
    ...[pinned, published, mirrored].flatMap(({ diagnostics }) => diagnostics),
    ...lackingPlatforms(loaded, images, described),
  ];
  const report = {
    lock: lockImages(lock, { images, described, keepSuperseded }),
    outcomes: [...published.outcomes, ...pinned.outcomes, ...mirrored.outcomes],
    builder: published.builder,
  };
  return { value: report, diagnostics: placed(found, loaded.spans) };
}

function once<T>(act: () => T): () => T {
  let result: { readonly value: T } | undefined;
  return () => (result ??= { value: act() }).value;
}
