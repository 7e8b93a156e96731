import type { ResolvedImages } from '../model/image-lock.js';
import { withInitImage } from './init-image.js';
import type { ImageProject, ImageService, ServiceBuild } from './service-build.js';

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
}

/** The images that a project builds: equal builds once, sorted by target. */
export function plannedBuilds(project: ImageProject, images: ResolvedImages): readonly PlannedBuild[] {
  const { services } = withInitImage(project);
  const users = new Map<string, string[]>();
  for (const [service, { from, tag }] of Object.entries(images)) {
    if (from === 'build') users.set(tag, [...(users.get(tag) ?? []), service].toSorted());
  }
  const targets = new Set<string>();
  return [...users]
    .toSorted(([, [a = '']], [, [b = '']]) => (a < b ? -1 : 1))
    .flatMap(([tag, names]) => {
      const service = names.find((name) => services[name]?.build !== undefined) ?? '';
      const { build, ...rest } = services[service] ?? {};
      if (build === undefined) return [];
      return [{ tag, target: targetName(service, targets), services: names, definition: { ...rest, build } }];
    });
}

/** Bake takes letters, digits, `_` and `-`; services may have dots, and two of them may then be called alike. */
function targetName(service: string, taken: Set<string>): string {
  const plain = service.replace(/[^A-Za-z0-9_-]/g, '_');
  let name = plain;
  for (let count = 2; taken.has(name); count++) name = `${plain}_${count}`;
  taken.add(name);
  return name;
}
