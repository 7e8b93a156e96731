import { bindMounts, bindTreatment } from '../compose/bind-mounts.js';
import type { LoadedProject } from '../compose/project.js';
import type { ComposePath, Diagnostic } from '../diagnostics/diagnostic.js';
import type { DerivedImage, ImageLock, ResolvedImage, ResolvedImages } from '../model/image-lock.js';
import { bindFacts } from './bind-facts.js';
import { bindLayers, type KnownBind } from './bind-layers.js';
import { contentTag, shortInputs } from './build-inputs.js';
import { configLayers } from './config-layers.js';
import { layerInputs } from './layer-inputs.js';
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
}

/**
 * The image of each service with its configs and copied bind mounts laid over it. A derived image's content tag follows
 * from its base and from the exact paths, bytes, modes and owners of its files. Reads those files, the Dockerfiles and
 * version control's index; `found` takes what is wrong with them.
 */
export function deriveImages(
  images: ResolvedImages,
  { loaded, lock, found }: Omit<Surroundings, 'versionControl'>,
): ResolvedImages {
  const services = Object.values(loaded.project.services);
  if (services.every(({ volumes = [], configs = [] }) => volumes.length + configs.length === 0))
    return images;
  const surroundings = { loaded, lock, found, versionControl: versionControlOf(loaded.directory) };
  return Object.fromEntries(
    Object.entries(images).map(([service, base]) => [service, deriveImage(service, base, surroundings)]),
  );
}

function deriveImage(service: string, base: ResolvedImage, surroundings: Surroundings): ResolvedImage {
  const { loaded, lock, found, versionControl } = surroundings;
  const definition = loaded.project.services[service];
  if (definition === undefined) return base;
  const binds = bindMounts(loaded, service).map((bind): KnownBind => ({
    bind,
    facts: bindFacts(bind, {
      versionControl,
      build: definition.build,
      volumes: base.locked?.config.volumes ?? [],
    }),
  }));
  const isMounted = ({ bind, facts }: KnownBind): boolean => bindTreatment(bind, facts).kind === 'persist';
  const mountedAt = [
    ...(definition.volumes ?? [])
      .filter((_, index) => !binds.some((known) => known.bind.index === index && !isMounted(known)))
      .map(({ target }) => target),
    ...(definition.tmpfs ?? []).map((text) => text.replace(/:.*/s, '')),
  ];
  const layers = [
    ...bindLayers(binds, { versionControl, mountedAt, found }),
    ...configLayers(loaded, service, { found }),
  ].toSorted((a, b) => (a.target < b.target ? -1 : 1));
  const known = {
    ...base,
    ...(binds.length === 0
      ? {}
      : { binds: Object.fromEntries(binds.map(({ bind, facts }) => [bind.index, facts])) }),
  };
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
