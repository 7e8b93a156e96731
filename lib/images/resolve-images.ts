import { acknowledged } from '../compose/acknowledged.js';
import { initImage, looksUpNames, needsInitImage } from '../compose/init-image.js';
import type { LoadedProject } from '../compose/project.js';
import type { SpanIndex } from '../compose/span-index.js';
import { diagnose, type Checked, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { BuildInputs, ImageLock, ResolvedImage, ResolvedImages } from '../model/image-lock.js';
import { buildInputs, contentTag, shortInputs } from './build-inputs.js';
import { deriveImages } from './derive-images.js';
import { formatImageReference, parseImageReference } from './image-reference.js';
import { withOwnImages } from './own-images.js';
import { mountingProject } from './mounting-project.js';
import { placed } from './placed.js';
import type { ImageProject } from './service-build.js';

/** A loaded project, as far as images are concerned. Only one that has a folder can have files in it. */
export interface ImageSource extends Partial<
  Pick<LoadedProject, 'directory' | 'sources' | 'environment' | 'tree'>
> {
  readonly project: ImageProject;
  readonly spans: SpanIndex;
  /** `given`: an app brings the VPC along, or may do so; several services then need the init image to find each other. */
  readonly vpc?: 'create' | 'given';
}

/**
 * Which image each service runs, and what the lock knows of it. Reads the build contexts and mounted files, and nothing else: no network,
 * no Docker. A service without `build` whose image another service builds runs that build, as in Compose. A service
 * whose image can't be told has no entry, and a diagnostic says why.
 */
export function resolveImages(source: ImageSource, lock: ImageLock): Checked<ResolvedImages> {
  const { spans } = source;
  const project = withOwnImages(source.project);
  const found: Diagnostic[] = [];
  const builds = contentTags(project, found);
  const builders = servicesByReference(project);
  const entries = Object.entries(project.services)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([service, { image, build }]): [string, ResolvedImage][] => {
      if (build !== undefined) return builtEntry(service, builds.get(service), lock);
      if (image === undefined) return [];
      const path = ['services', service, 'image'];
      const reference = parseImageReference(image);
      if (reference === undefined) {
        found.push(
          diagnose('image-reference-broken', { service, image, variables: spans.variables(path) }, { path }),
        );
        return [];
      }
      const key = formatImageReference(reference);
      const builder = builders.get(key);
      if (builder !== undefined) return builtEntry(service, builds.get(builder), lock);
      const { registry, repository, tag, digest } = reference;
      const locked = ownEntry(lock, key);
      const name = `${registry}/${repository}`;
      return [
        [
          service,
          {
            from: 'registry',
            key,
            repository: name,
            tag: tag ?? '',
            digest: digest ?? locked?.digest,
            locked,
          },
        ],
      ];
    });
  const { directory, sources = new Map(), environment = new Map() } = source;
  const images = Object.fromEntries(entries);
  const loaded = { project, spans, sources, environment };
  const value =
    directory === undefined
      ? images
      : deriveImages(images, { loaded: { ...loaded, directory }, lock, found });
  const looksUp = source.vpc === 'given' && looksUpNames(source.project);
  const isNeeded = looksUp || needsInitImage(mountingProject(source, value), value);
  return { value: isNeeded ? value : withoutInitImage(value), diagnostics: placed(found, spans) };
}

function withoutInitImage(images: ResolvedImages): ResolvedImages {
  return Object.fromEntries(Object.entries(images).filter(([service]) => service !== initImage));
}

interface Build {
  readonly tag: string;
  readonly inputs: BuildInputs;
}

/** The content tag of each service with a `build`, bases before what is built on them. */
function contentTags(project: ImageProject, found: Diagnostic[]): ReadonlyMap<string, Build | undefined> {
  const contexts = new Map<string, string>();
  const builds = new Map<string, Build | undefined>();
  const visit = (service: string, above: readonly string[]): Build | undefined => {
    const definition = project.services[service];
    if (definition?.build === undefined) return undefined;
    if (builds.has(service)) return builds.get(service);
    if (above.includes(service)) {
      const services = [...above.slice(above.indexOf(service)), service];
      const path = ['services', services[0] ?? service, 'build', 'additional_contexts'];
      found.push(diagnose('build-cycle', { services }, { path }));
      return undefined;
    }
    const tagOf = (base: string): string | undefined => visit(base, [...above, service])?.tag;
    const { value, diagnostics } = buildInputs(service, definition, {
      tagOf,
      contexts,
      accepts: (path) => acknowledged(project, path) !== undefined,
    });
    found.push(...diagnostics);
    const build = value === undefined ? undefined : { tag: contentTag(value), inputs: shortInputs(value) };
    builds.set(service, build);
    return build;
  };
  for (const service of Object.keys(project.services)) visit(service, []);
  return builds;
}

/** Which service builds a reference, by its `image` and its build's `tags`. */
function servicesByReference({ services }: ImageProject): ReadonlyMap<string, string> {
  const references = Object.entries(services).flatMap(([service, { image, build }]) => {
    if (build === undefined) return [];
    return [...(build.tags ?? []), ...(image === undefined ? [] : [image])].flatMap(
      (text): [string, string][] => {
        const reference = parseImageReference(text);
        return reference === undefined ? [] : [[formatImageReference(reference), service]];
      },
    );
  });
  return new Map(references);
}

function builtEntry(service: string, build: Build | undefined, lock: ImageLock): [string, ResolvedImage][] {
  if (build === undefined) return [];
  const { tag, inputs } = build;
  const locked = ownEntry(lock, tag);
  return [
    [
      service,
      { from: 'build', key: tag, repository: undefined, tag, digest: locked?.digest, locked, inputs },
    ],
  ];
}

function ownEntry({ images }: ImageLock, key: string): ImageLock['images'][string] | undefined {
  return Object.hasOwn(images, key) ? images[key] : undefined;
}
