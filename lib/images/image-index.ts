import { normalisePlatform } from './platforms.js';

/** A platform as manifests and configs of images write it. */
export interface Platform {
  readonly os?: string;
  readonly architecture?: string;
  readonly variant?: string;
}

/** One entry of an image index. */
export interface IndexEntry {
  readonly digest: string;
  readonly platform?: Platform;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The manifest of one platform's image. */
export interface PlatformManifest {
  readonly platform: string;
  readonly digest: string;
}

/** The images that an index lists, by platform; its attestations, entries of an unknown platform, are left out. */
export function imagesOfIndex(entries: readonly IndexEntry[]): readonly PlatformManifest[] {
  return entries
    .filter(
      ({ platform, annotations }) =>
        platform?.os !== 'unknown' && annotations?.['vnd.docker.reference.type'] === undefined,
    )
    .map(({ digest, platform }) => ({ digest, platform: platformOf(platform) }))
    .toSorted((a, b) => (a.platform < b.platform ? -1 : 1));
}

/** `linux/arm64`; what is unsaid is linux and amd64. */
export function platformOf({ os = 'linux', architecture = 'amd64', variant }: Platform = {}): string {
  return normalisePlatform(
    [os, architecture, ...(variant === undefined || variant === '' ? [] : [variant])].join('/'),
  );
}
