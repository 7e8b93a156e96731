import { imagesOfIndex, type IndexEntry, type PlatformManifest } from './image-index.js';
import type { RegistryClient } from './registry-client.js';

/** An image just found or built, and what it may be equal to. */
export interface Settling {
  readonly repository: string;
  readonly digest: string;
  /** Digests that services run already, the likeliest first. */
  readonly earlier: readonly string[];
}

/**
 * The digest that an image with attestations is known by. Those hold times and names of files, so that an image that
 * did not change stands in another index after each build; as long as the registry has the earlier index with the same
 * images, that one stays, and nothing is deployed anew.
 */
export async function settledDigest(
  client: RegistryClient,
  { repository, digest, earlier }: Settling,
): Promise<string> {
  const imagesOf = async (index: string): Promise<string | undefined> =>
    textOf((await client.get(repository, `manifests/${index}`)).value?.bytes);
  const images = await imagesOf(digest);
  if (images === undefined) return digest;
  for (const other of earlier) if ((await imagesOf(other)) === images) return other;
  return digest;
}

/** Platforms with the digests of their images; undefined for what is no index. */
function textOf(bytes: Buffer | undefined): string | undefined {
  try {
    const { manifests } = JSON.parse(bytes?.toString() ?? '{}') as { manifests?: readonly IndexEntry[] };
    return manifests === undefined ? undefined : imagesOfIndex(manifests).map(line).join(' ');
  } catch {
    return undefined;
  }
}

function line({ platform, digest }: PlatformManifest): string {
  return `${platform} ${digest}`;
}
