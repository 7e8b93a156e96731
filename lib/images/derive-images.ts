import { bindMounts, treatBinds, type KnownBind, type TreatedBind } from '../compose/bind-mounts.js';
import { nodeFileSystem } from '../compose/node-file-system.js';
import type { LoadedProject } from '../compose/project.js';
import type { ComposePath, Diagnostic } from '../diagnostics/diagnostic.js';
import type { DerivedImage, ImageLock, ResolvedImage, ResolvedImages } from '../model/image-lock.js';
import { bindFacts } from './bind-facts.js';
import { bindLayers } from './bind-layers.js';
import { contentTag, shortInputs } from './build-inputs.js';
import { configLayers } from './config-layers.js';
import { layerInputs } from './layer-inputs.js';
import { linkLayers } from './link-layers.js';
import { buildPlatforms } from './platforms.js';
import type { ImageProject } from './service-build.js';
import { unreadableLayer } from './unreadable-layer.js';
import { versionControl as versionControlOf, type VersionControl } from './version-control.js';

/** The loaded project, as far as files matter that lie beside it. */
export interface FileProject extends Pick<LoadedProject, 'spans' | 'sources' | 'directory' | 'environment'> {
  readonly project: ImageProject;
}

/** What a derived image is resolved with. */
interface Surroundings {
  readonly loaded: FileProject;
  readonly lock: ImageLock;
  readonly versionControl: VersionControl | undefined;
  readonly found: Diagnostic[];
  /** Files that the project's secrets are read from, by their real paths. */
  readonly secrets: ReadonlySet<string>;
  /** The bind mounts of all services, what is known of them, and what becomes of them. */
  readonly known: readonly KnownBind[];
  readonly treated: readonly TreatedBind[];
}

/**
 * The image of each service with its configs and copied bind mounts laid over it. A derived image's content tag follows
 * from its base and from the exact paths, bytes, modes and owners of its files. Reads those files, the Dockerfiles and
 * version control's index; `found` takes what is wrong with them.
 */
export function deriveImages(
  images: ResolvedImages,
  { loaded, lock, found }: Pick<Surroundings, 'loaded' | 'lock' | 'found'>,
): ResolvedImages {
  const services = Object.values(loaded.project.services);
  if (services.every(({ volumes = [], configs = [] }) => volumes.length + configs.length === 0))
    return images;
  const versionControl = versionControlOf(loaded.directory);
  const known = Object.entries(loaded.project.services).flatMap(([service, { build }]) =>
    bindMounts(loaded, service).map((bind) => {
      const volumes = images[service]?.locked?.config.volumes ?? [];
      return { bind, facts: bindFacts(bind, { versionControl, build, volumes }) };
    }),
  );
  const secrets = secretFiles(loaded.project);
  const surroundings = { loaded, lock, found, versionControl, secrets, known, treated: treatBinds(known) };
  return Object.fromEntries(
    Object.entries(images).map(([service, base]) => [service, deriveImage(service, base, surroundings)]),
  );
}

function deriveImage(service: string, base: ResolvedImage, surroundings: Surroundings): ResolvedImage {
  const { loaded, lock, found, versionControl, secrets } = surroundings;
  const definition = loaded.project.services[service];
  if (definition === undefined) return base;
  const binds = surroundings.treated.filter(({ bind }) => bind.service === service);
  const isUnmounted = (index: number): boolean =>
    binds.some(({ bind, treatment }) => bind.index === index && treatment.kind !== 'persist');
  const mountedAt = [
    ...(definition.volumes ?? []).filter((_, index) => !isUnmounted(index)).map(({ target }) => target),
    ...(definition.tmpfs ?? []).map((text) => text.replace(/:.*/s, '')),
  ];
  const layers = [
    ...bindLayers(binds, { versionControl, mountedAt, secrets, found }),
    ...configLayers(loaded, service, { found, secrets }),
    ...linkLayers(loaded.project, service),
  ].toSorted((a, b) => (a.target < b.target ? -1 : 1));
  const facts = surroundings.known
    .filter(({ bind }) => bind.service === service)
    .map((own) => [own.bind.index, own.facts]);
  const known = { ...base, ...(facts.length === 0 ? {} : { binds: Object.fromEntries(facts) }) };
  if (layers.length === 0) return known;
  const builder = Object.values(loaded.project.services).find(
    ({ build, image }) => build !== undefined && image === definition.image,
  );
  const platforms = buildPlatforms(
    definition.build === undefined && base.from === 'build' ? (builder ?? definition) : definition,
  );
  const derived: DerivedImage = { base, platforms, layers };
  const path: ComposePath = ['services', service, 'volumes'];
  try {
    const sources = { configs: loaded.project.configs, environment: loaded.environment };
    const inputs = layerInputs(derived, sources);
    const tag = contentTag(inputs);
    const locked = Object.hasOwn(lock.images, tag) ? lock.images[tag] : undefined;
    return {
      ...known,
      from: 'build',
      key: tag,
      repository: undefined,
      tag,
      digest: locked?.digest,
      locked,
      inputs: shortInputs(inputs),
      derived,
    };
  } catch (error) {
    found.push(unreadableLayer(error, { service, source: service, target: '/' }, path));
    return known;
  }
}

function secretFiles({ secrets = {} }: ImageProject): ReadonlySet<string> {
  const files = Object.values(secrets).flatMap(({ file }) => (file === undefined ? [] : [file]));
  return new Set(files.flatMap((file) => nodeFileSystem.realPath(file) ?? []));
}
