import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { LockedImage, ResolvedImages } from '../model/image-lock.js';
import type { ImageProject, ImageService } from './service-build.js';

/** Fargate's default architecture; used whatever the machine is that builds. */
const defaultPlatform = 'linux/amd64';

/** The platforms that a service's image is built for, normalised, sorted, at least one. */
export function buildPlatforms({ platform, build }: ImageService): readonly string[] {
  const stated = build?.platforms ?? [];
  const wanted = stated.length > 0 ? stated : [platform ?? defaultPlatform];
  return [...new Set(wanted.map(normalisePlatform))].toSorted();
}

/** `linux/amd64` for `amd64`, `x86_64`, `linux`; `linux/arm64` for `linux/arm64/v8` (github.com/containerd/platforms). */
export function normalisePlatform(platform: string): string {
  const parts = platform.toLowerCase().split('/');
  const [os = 'linux', architecture = 'amd64', variant] =
    parts.length > 1 ? parts : /^(?:linux|windows)$/.test(platform) ? [platform] : ['linux', platform];
  const known = { x86_64: 'amd64', 'x86-64': 'amd64', aarch64: 'arm64', i386: '386', armhf: 'arm' };
  const name = Object.entries(known).find(([alias]) => alias === architecture)?.[1] ?? architecture;
  const isDefault =
    variant === undefined || (name === 'arm64' && variant === 'v8') || (name === 'amd64' && variant === 'v1');
  return isDefault ? `${os}/${name}` : `${os}/${name}/${variant}`;
}

/** Finds the services whose image is not built for the platform that they run on. */
export function lackingPlatforms(
  { project }: { readonly project: ImageProject },
  images: ResolvedImages,
  described: ReadonlyMap<string, Pick<LockedImage, 'platforms'>>,
): readonly Diagnostic[] {
  return Object.entries(images).flatMap(([service, { key }]) => {
    const platforms = described.get(key)?.platforms;
    const definition = project.services[service];
    if (platforms === undefined || definition === undefined) return [];
    const wanted = definition.build === undefined ? { platform: definition.platform } : definition;
    return buildPlatforms(wanted)
      .filter((platform) => !platforms.includes(platform))
      .map((platform) =>
        diagnose(
          'image-lacks-platform',
          { service, key, platform, platforms },
          { path: ['services', service, 'image'] },
        ),
      );
  });
}
