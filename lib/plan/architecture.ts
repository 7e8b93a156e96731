import type { Decided } from '../model/deployment-plan.js';
import { found, type Found } from './found.js';
import type { Planning } from './planning.js';

type Architecture = 'X86_64' | 'ARM64';

const PLATFORMS: Readonly<Record<Architecture, string>> = { X86_64: 'linux/amd64', ARM64: 'linux/arm64' };

/** The CPU architecture of a service's task: `platform`, else the one that its pulled image exists for, else x86. */
export function architecture(planning: Planning, name: string): Found<Decided<Architecture>> {
  const platform = planning.project.services[name]?.platform;
  const path = platform === undefined ? ['services', name] : ['services', name, 'platform'];
  const { key = '', locked } = planning.images[name] ?? {};
  const available = locked?.platforms;
  if (platform === undefined) {
    const armOnly = available?.includes(PLATFORMS.ARM64) === true && !available.includes(PLATFORMS.X86_64);
    return armOnly
      ? found(
          planning.decided('ARM64', ['services', name, 'image'], 'the image exists for linux/arm64 alone'),
        )
      : found(planning.decided('X86_64', path, 'no platform is stated'));
  }
  const value = ofPlatform(platform);
  if (value === undefined) {
    return found(planning.decided('X86_64', path, `platform ${platform}`), [
      planning.finding('platform-not-on-fargate', { service: name, platform }, path),
    ]);
  }
  const lacking = available !== undefined && !available.includes(PLATFORMS[value]);
  return found(
    planning.decided(value, path, `platform ${platform}`),
    lacking
      ? [
          planning.finding(
            'image-lacks-platform',
            { service: name, key, platform, platforms: available },
            path,
          ),
        ]
      : [],
  );
}

function ofPlatform(platform: string): Architecture | undefined {
  const [os, cpu] = platform.includes('/') ? platform.split('/') : ['linux', platform];
  if (os !== 'linux') return undefined;
  if (cpu === 'amd64' || cpu === 'x86_64' || cpu === 'x86-64') return 'X86_64';
  return cpu === 'arm64' || cpu === 'aarch64' ? 'ARM64' : undefined;
}
