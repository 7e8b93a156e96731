import type { DerivedImage, ResolvedImage, ResolvedImages } from '../model/image-lock.js';
import { withOwnImages } from './own-images.js';
import type { ImageProject, ImageService, ServiceBuild } from './service-build.js';
import { layersDockerfile } from './stage-layers.js';

/** One image to build, whichever services run it. */
export interface PlannedBuild {
  /** The content tag. */
  readonly tag: string;
  /** The bake target: the first service's name, fit for bake. */
  readonly target: string;
  /** Every service that runs it, sorted. */
  readonly services: readonly string[];
  /** The first service that defines it. */
  readonly definition: ImageService & { readonly build: ServiceBuild };
  /** Of an image that is another with files laid over it; its build has no context until they are staged. */
  readonly derived?: DerivedImage;
}

/** The images that a project builds: equal builds once, sorted by target. A derived image waits until its base is pinned. */
export function plannedBuilds(project: ImageProject, images: ResolvedImages): readonly PlannedBuild[] {
  const { services } = withOwnImages(project);
  const users = new Map<string, { readonly image: ResolvedImage; readonly names: readonly string[] }>();
  for (const [service, own] of Object.entries(images)) {
    for (const image of withBase(own)) {
      const names = [...(users.get(image.tag)?.names ?? []), service].toSorted();
      if (image.from === 'build') users.set(image.tag, { image, names });
    }
  }
  const targets = new Set<string>();
  return [...users]
    .toSorted(([, { names: a }], [, { names: b }]) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1))
    .flatMap(([tag, { image, names }]): PlannedBuild[] => {
      const { derived } = image;
      if (derived !== undefined) {
        if (derived.base.from === 'registry' && derived.base.digest === undefined) return [];
        const target = targetName(`${names[0]}-files`, targets);
        return [{ tag, target, services: names, definition: derivedBuild(derived), derived }];
      }
      const service = names.find((name) => services[name]?.build !== undefined) ?? '';
      const { build, ...rest } = services[service] ?? {};
      if (build === undefined) return [];
      return [{ tag, target: targetName(service, targets), services: names, definition: { ...rest, build } }];
    });
}

/** What people know builds by, by target: their services. */
export function buildLabels(builds: readonly PlannedBuild[]): ReadonlyMap<string, string> {
  return new Map(
    builds.map(({ target, services, derived }) => [target, imageLabel(services, derived !== undefined)]),
  );
}

/** `api, worker`; `web (files)` for what is laid over its image. */
export function imageLabel(services: readonly string[], isDerived: boolean): string {
  return `${services.join(', ')}${isDerived ? ' (files)' : ''}`;
}

/** An image, and what it is laid over. */
export function withBase(image: ResolvedImage): readonly ResolvedImage[] {
  return image.derived === undefined ? [image] : [image.derived.base, image];
}

function derivedBuild({ platforms, layers }: DerivedImage): PlannedBuild['definition'] {
  return { build: { context: '', dockerfile_inline: layersDockerfile(layers), platforms: [...platforms] } };
}

/** Bake takes letters, digits, `_` and `-`; services may have dots, and two of them may then be called alike. */
function targetName(service: string, taken: Set<string>): string {
  const plain = service.replace(/[^A-Za-z0-9_-]/g, '_');
  let name = plain;
  for (let count = 2; taken.has(name); count++) name = `${plain}_${count}`;
  taken.add(name);
  return name;
}
