import { createHash } from 'node:crypto';
import { diagnose, type Checked } from '../diagnostics/diagnostic.js';
import type { ImageFacts, LockedImage } from '../model/image-lock.js';
import { imageFolders, type LayerDescriptor } from './image-folders.js';
import { imagesOfIndex, platformOf, type IndexEntry, type Platform } from './image-index.js';
import { formatImageReference, type ImageReference } from './image-reference.js';
import type { RegistryClient } from './registry-client.js';

/** What the lock keeps of an image, but for the services that run it. */
export type ImageDescription = Pick<LockedImage, 'digest' | 'platforms' | 'config'>;

/**
 * Asks a registry what a reference names now: its digest, its platforms and the facts of its config. Facts are those of
 * linux/amd64 or, without it, of the first platform. Undefined without a diagnostic when the registry lacks it. What
 * the image has at the paths of `folders` is one of the facts.
 */
export async function describeImage(
  client: RegistryClient,
  { registry, repository, tag, digest }: ImageReference,
  folders: readonly string[] = [],
): Promise<Checked<ImageDescription>> {
  const answer = await client.get(repository, `manifests/${digest ?? tag}`);
  if (answer.value === undefined) return { value: undefined, diagnostics: answer.diagnostics };
  const { bytes } = answer.value;
  const actual = sha256(bytes);
  const name = formatImageReference({ registry, repository, tag, digest });
  const unusable = (reason: string): Checked<ImageDescription> => ({
    value: undefined,
    diagnostics: [diagnose('image-unusable', { image: name, reason })],
  });
  if (digest !== undefined && digest !== actual) return unusable(`the registry sent other bytes, ${actual}`);

  const manifest = parse<Manifest>(bytes);
  if (manifest === undefined) return unusable('its manifest is no JSON');
  if (manifest.manifests !== undefined) {
    const children = imagesOfIndex(manifest.manifests);
    const child = children.find(({ platform }) => platform === 'linux/amd64') ?? children[0];
    if (child === undefined) return unusable('its index lists no image');
    const one = { registry, repository, tag: undefined, digest: child.digest };
    const described = await describeImage(client, one, folders);
    if (described.value === undefined) return described;
    const platforms = [...new Set(children.map(({ platform }) => platform))];
    return { value: { digest: actual, platforms, config: described.value.config }, diagnostics: [] };
  }
  if (manifest.config === undefined) return unusable('its manifest is of an old kind, schema 1');
  const blob = await client.get(repository, `blobs/${manifest.config.digest}`);
  if (blob.diagnostics.length > 0) return { value: undefined, diagnostics: blob.diagnostics };
  const config = blob.value === undefined ? undefined : parse<Config>(blob.value.bytes);
  if (config === undefined) return unusable('its config is missing');
  const { layers = [] } = manifest;
  const found =
    folders.length === 0 ? {} : { folders: await imageFolders(client, { repository, layers }, folders) };
  return {
    value: { digest: actual, platforms: [platformOf(config)], config: { ...factsOf(config), ...found } },
    diagnostics: [],
  };
}

interface Manifest {
  readonly manifests?: readonly IndexEntry[];
  readonly config?: { readonly digest: string };
  /** The lowest one first. */
  readonly layers?: readonly LayerDescriptor[];
}

interface Config extends Platform {
  readonly config?: {
    readonly User?: string;
    readonly ExposedPorts?: Readonly<Record<string, unknown>> | null;
    readonly Volumes?: Readonly<Record<string, unknown>> | null;
    readonly StopSignal?: string;
    /** Durations in nanoseconds. */
    readonly Healthcheck?: {
      readonly Test?: readonly string[];
      readonly Interval?: number;
      readonly Timeout?: number;
      readonly StartPeriod?: number;
      readonly Retries?: number;
    };
  };
}

function factsOf({ config = {} }: Config): ImageFacts {
  const { User: user, StopSignal: stopSignal, Healthcheck: health } = config;
  const exposedPorts = Object.keys(config.ExposedPorts ?? {})
    .map((port) => (port.includes('/') ? port : `${port}/tcp`))
    .toSorted();
  const volumes = Object.keys(config.Volumes ?? {}).toSorted();
  return {
    ...(user === undefined || user === '' ? {} : { user }),
    ...(exposedPorts.length === 0 ? {} : { exposedPorts }),
    ...(volumes.length === 0 ? {} : { volumes }),
    ...(health?.Test === undefined ? {} : { healthcheck: healthcheckOf({ ...health, Test: health.Test }) }),
    ...(stopSignal === undefined || stopSignal === '' ? {} : { stopSignal }),
  };
}

type Healthcheck = NonNullable<NonNullable<Config['config']>['Healthcheck']>;

function healthcheckOf(
  health: Healthcheck & { readonly Test: readonly string[] },
): NonNullable<ImageFacts['healthcheck']> {
  const seconds = (name: 'Interval' | 'Timeout' | 'StartPeriod'): number | undefined => {
    const value = health[name];
    return value === undefined || value === 0 ? undefined : value / 1e9;
  };
  const all = {
    interval: seconds('Interval'),
    timeout: seconds('Timeout'),
    startPeriod: seconds('StartPeriod'),
    retries: health.Retries === 0 ? undefined : health.Retries,
  };
  return {
    test: health.Test,
    ...Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)),
  };
}

function parse<T>(bytes: Buffer): T | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString());
    return typeof value === 'object' && value !== null ? (value as T) : undefined;
  } catch {
    return undefined;
  }
}

function sha256(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
