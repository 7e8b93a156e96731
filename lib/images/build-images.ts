/**
 * Brings the image lock up to date: pins what is pulled, builds and pushes what is missing, in one run of buildx. What
 * was pushed before something failed is kept, and found again by its content tag the next time.
 */
import { initImage, looksUpNames } from '../compose/init-image.js';
import { foldersToKnow } from '../compose/volume-filling.js';
import type { Checked } from '../diagnostics/diagnostic.js';
import type { ImageLock } from '../model/image-lock.js';
import { entryOf } from '../syntax/node.js';
import type { BuildPorts, BuildRequest, Described, ImageOutcome } from './build-request.js';
import { lockImages } from './lock-images.js';
import { mirrorImages } from './mirror-images.js';
import { mountingProject } from './mounting-project.js';
import { once } from './once.js';
import { pinImages } from './pin-images.js';
import { placed } from './placed.js';
import { lackingPlatforms } from './platforms.js';
import { publishBuilds } from './publish-builds.js';
import { resolveImages } from './resolve-images.js';

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
  const { loaded, keepSuperseded = false } = request;
  const own = { ...ports, repository: once(ports.repository) };
  const mounting = mountingProject(loaded, request.images);
  // What files are laid over has to be known first: its digest is one of the inputs. And what it has where volumes are
  // mounted tells whether there is an init image.
  const waits = Object.entries(request.images).some(
    ([service, image]) => image.derived !== undefined || foldersToKnow(mounting, service, image).length > 0,
  );
  const pinning = pinImages(request, ports);
  const pinnedFirst = waits ? withPins(request, await pinning) : request;
  const publishing = publishBuilds(pinnedFirst, own);
  const [pinned, published] = await Promise.all([pinning, publishing]);
  const described = new Map([...pinned.described, ...published.described]);
  const { images } = pinnedFirst;
  const mirrored = await mirrorImages(pinnedFirst, own, pinned.described);
  const found = [
    ...[pinned, published, mirrored].flatMap(({ diagnostics }) => diagnostics),
    ...lackingPlatforms(loaded, images, described),
  ];
  const report = {
    lock: lockImages(request.lock, { images, described, keepSuperseded, hasService: serviceCheck(loaded) }),
    outcomes: [...published.outcomes, ...pinned.outcomes, ...mirrored.outcomes],
    builder: published.builder,
  };
  return { value: report, diagnostics: placed(found, loaded.spans) };
}

/** Which services the files define, whatever their profiles; all of them where the files are not known. */
function serviceCheck({ project, tree }: BuildRequest['loaded']): (service: string) => boolean {
  const services = entryOf(tree, 'services');
  // Only an app tells whether it brings a VPC along; one that does has had the init image built.
  const isOurs = (service: string): boolean => service === initImage && looksUpNames(project);
  return (service) => services?.kind !== 'map' || services.map.has(service) || isOurs(service);
}

/** The request with its images resolved anew, by a lock that holds what was pinned just now. */
function withPins(request: BuildRequest, { described }: Described): BuildRequest {
  const lock = lockImages(request.lock, { images: request.images, described, keepSuperseded: true });
  return { ...request, lock, images: resolveImages(request.loaded, lock).value ?? request.images };
}
