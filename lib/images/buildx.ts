import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BakeFile } from '../model/bake-file.js';
import { bakeProgress, type BakeProgress } from './bake-progress.js';
import type { Finished, RunCommand } from './process.js';

/** buildx on this machine. */
export interface Buildx {
  readonly run: RunCommand;
  /** `docker buildx`, or the plugin's own program, which is complete without a Docker CLI. */
  readonly program: readonly [string, ...string[]];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Ends what runs when the user interrupts. */
  readonly signal?: AbortSignal | undefined;
}

/** What a bake left behind. */
export interface BakeResult {
  readonly finished: Finished;
  /** Digests by target. buildx tells them only when every target succeeded. */
  readonly digests: ReadonlyMap<string, string>;
  /** The base images that each target was built on: `docker.io/library/node:22` and its digest. */
  readonly bases: ReadonlyMap<string, readonly BaseImage[]>;
  readonly progress: BakeProgress;
}

/** A base image as the builder found it. */
export interface BaseImage {
  readonly reference: string;
  readonly digest: string;
}

/** How a bake is run. */
export interface BakeOptions {
  /** Its name; buildx's current one when undefined. */
  readonly builder?: string | undefined;
  /** What people know targets by, where that is another name. */
  readonly labels?: ReadonlyMap<string, string> | undefined;
  readonly onProgress?: (progress: BakeProgress) => void;
}

/** Builds and pushes the targets of a bake file, in one run of buildx. */
export async function runBake(
  { run, program, environment, signal }: Buildx,
  file: BakeFile,
  { builder, labels, onProgress }: BakeOptions,
): Promise<BakeResult> {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-compose-'));
  const metadata = join(folder, 'metadata.json');
  const progress = bakeProgress(file.group.default.targets, { labels, exports: isExported(file) });
  // What comes at once is shown once: the processor is the builder's.
  let due: NodeJS.Immediate | undefined;
  const show = (): void => {
    due = undefined;
    onProgress?.(progress);
  };
  try {
    const finished = await run({
      argv: [...program, ...bakeArguments(file, { builder, metadata })],
      environment,
      input: JSON.stringify(file),
      onErrorLine: (line) => {
        if (progress.take(line)) due ??= setImmediate(show);
      },
      signal,
    });
    if (due !== undefined) {
      clearImmediate(due);
      show();
    }
    return { finished, progress, ...readMetadata(metadata) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function isExported({ target }: BakeFile): boolean {
  return Object.values(target).some(({ output }) => output.some((one) => one !== 'type=cacheonly'));
}

/** The arguments of buildx: the file comes on standard input, progress goes to standard error as JSON. */
export function bakeArguments(
  { target }: BakeFile,
  { builder, metadata }: { readonly builder?: string | undefined; readonly metadata: string },
): readonly string[] {
  const entitlements = new Set(Object.values(target).flatMap(({ entitlements: wanted }) => wanted ?? []));
  return [
    'bake',
    '--file',
    '-',
    ...(builder === undefined ? [] : ['--builder', builder]),
    '--progress',
    'rawjson',
    '--metadata-file',
    metadata,
    ...[...entitlements].toSorted().flatMap((entitlement) => ['--allow', entitlement]),
  ];
}

/** Digests and base images from buildx's metadata file; empty when it is absent, as after a failure. */
export function readMetadata(path: string): Pick<BakeResult, 'digests' | 'bases'> {
  const targets = Object.entries(parseMetadata(path));
  return {
    digests: new Map(
      targets.flatMap(([target, entry]): [string, string][] => {
        const digest = entry['containerimage.digest'];
        return digest === undefined ? [] : [[target, digest]];
      }),
    ),
    bases: new Map(targets.map(([target, entry]) => [target, basesOf(entry['buildx.build.provenance'])])),
  };
}

interface Metadata {
  readonly 'containerimage.digest'?: string;
  readonly 'buildx.build.provenance'?: Provenance;
}

/** Both layouts of SLSA provenance; a build for several platforms has one per platform. */
type Provenance = {
  readonly materials?: readonly Material[];
  readonly buildDefinition?: { readonly resolvedDependencies?: readonly Material[] };
} & { readonly [platform: string]: Provenance | unknown };

interface Material {
  readonly uri?: string;
  readonly digest?: { readonly sha256?: string };
}

function parseMetadata(path: string): Readonly<Record<string, Metadata>> {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Record<string, Metadata>;
  } catch {
    return {};
  }
}

function basesOf(provenance: Provenance | undefined): readonly BaseImage[] {
  if (provenance === undefined) return [];
  const perPlatform = Object.entries(provenance).flatMap(([key, value]) =>
    key.includes('/') ? [value as Provenance] : [],
  );
  const materials = [provenance, ...perPlatform].flatMap(
    ({ materials: one, buildDefinition }) => one ?? buildDefinition?.resolvedDependencies ?? [],
  );
  const images = materials.flatMap(({ uri, digest }): [string, BaseImage][] => {
    const found = /^pkg:docker\/(?<name>[^?@]+(?:@[^?@/]+)?)(?:\?|$)/.exec(uri ?? '')?.groups?.['name'];
    if (found === undefined || digest?.sha256 === undefined) return [];
    const image = {
      reference: decodeURIComponent(found).replace(/@([^@/]+)$/, ':$1'),
      digest: `sha256:${digest.sha256}`,
    };
    return [[JSON.stringify(image), image]];
  });
  return [...new Map(images).values()].toSorted((a, b) => (a.reference < b.reference ? -1 : 1));
}
