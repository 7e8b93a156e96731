import { rmSync } from 'node:fs';
import type { ImageRepository } from '../aws/image-repository.js';
import { diagnose, hasErrors, type Diagnostic } from '../diagnostics/diagnostic.js';
import { bakeFile } from './bake-file.js';
import { bakeFailures } from './bake-failures.js';
import type { BuildPorts, BuildRequest, Described, ImageOutcome } from './build-request.js';
import type { Builder } from './builder.js';
import { checkBuilds } from './check-builds.js';
import { runBake, type BakeResult } from './buildx.js';
import { buildxEnvironment } from './docker-environment.js';
import { describeImage, type ImageDescription } from './image-description.js';
import { plannedBuilds, type PlannedBuild } from './planned-builds.js';
import { buildPlatforms } from './platforms.js';
import { stageLayers } from './stage-layers.js';

/** Builds what the repository lacks, in one run of buildx, and looks up the rest. */
export async function publishBuilds(request: BuildRequest, ports: BuildPorts): Promise<Described> {
  const builds = plannedBuilds(request.loaded.project, request.images);
  if (builds.length === 0) return { described: new Map(), outcomes: [], diagnostics: [] };
  const { value: repository, diagnostics: opening } = await ports.repository();
  if (repository === undefined) return nothing(builds, opening);
  const tags = builds.map(({ tag }) => tag);
  const { value: present = new Map<string, string>(), diagnostics: asking } = await repository.find(tags);
  if (hasErrors(asking)) return nothing(builds, asking);

  const missing = builds.filter(({ tag }) => !present.has(tag));
  const baked =
    missing.length === 0 ? undefined : await bake(request, { ports, repository, builds, missing, present });
  const digests = new Map([...present, ...(baked?.digests ?? [])]);
  const described = await describe(request, { ports, repository, digests });
  return {
    described: described.images,
    outcomes: builds.map((build) => outcomeOf(build, { present, digests, result: baked?.result })),
    diagnostics: [...opening, ...asking, ...(baked?.diagnostics ?? []), ...described.diagnostics],
    ...(baked?.builder === undefined ? {} : { builder: baked.builder.words }),
  };
}

interface Baked {
  /** By content tag. */
  readonly digests: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
  readonly result?: BakeResult;
  readonly builder?: Builder;
}

interface BakePlan {
  readonly ports: BuildPorts;
  readonly repository: ImageRepository;
  readonly builds: readonly PlannedBuild[];
  readonly missing: readonly PlannedBuild[];
  readonly present: ReadonlyMap<string, string>;
}

async function bake(
  { loaded, images, environment: composeEnvironment, pull = false }: BuildRequest,
  { ports, repository, builds, missing, present }: BakePlan,
): Promise<Baked> {
  const platforms = [...new Set(missing.flatMap(({ definition }) => buildPlatforms(definition)))].toSorted();
  const checks = checkBuilds(missing, { project: loaded.project, environment: composeEnvironment });
  if (hasErrors(checks)) return { digests: new Map(), diagnostics: checks };
  const [{ value: builder, diagnostics: choosing }, prepared] = await Promise.all([
    ports.builder(platforms),
    repository.prepare(),
  ]);
  const before = [...checks, ...choosing, ...prepared.diagnostics];
  if (builder === undefined || hasErrors(before)) return { digests: new Map(), diagnostics: before };

  const { registry, name, auth } = repository;
  const staged = stageFiles(missing, loaded);
  const { file, environment: secrets } = bakeFile(
    loaded.project,
    { builds, images },
    {
      wanted: new Set(missing.map(({ tag }) => tag)),
      present,
      repository: `${registry}/${name}`,
      environment: composeEnvironment,
      stagedAt: ({ tag }) => staged.get(tag) ?? '',
      withoutCaches: builder.kind === 'cloud',
      pull,
    },
  );
  const buildx = await ports.buildx();
  const credentials = auth === undefined ? [] : [{ registry, auth }];
  const environment = buildxEnvironment(buildx.environment, credentials, secrets);
  const result = await runBake({ ...buildx, environment }, file, {
    builder: builder.name,
    ...(ports.onProgress === undefined ? {} : { onProgress: ports.onProgress }),
  }).finally(() => {
    for (const folder of staged.values()) rmSync(folder, { recursive: true, force: true });
  });
  const digests = new Map(
    missing.flatMap(({ tag, target }): [string, string][] => {
      const digest = result.digests.get(target);
      return digest === undefined ? [] : [[tag, digest]];
    }),
  );
  // After a failure buildx tells nothing of what it pushed; and another run may have pushed the same tag first.
  const unknown = missing.filter(({ tag }) => !digests.has(tag));
  const again = unknown.length === 0 ? undefined : await repository.find(unknown.map(({ tag }) => tag));
  for (const [tag, digest] of again?.value ?? []) digests.set(tag, digest);
  const unbuilt = missing.filter(({ tag }) => !digests.has(tag));
  return {
    digests,
    diagnostics: [...before, ...(again?.diagnostics ?? []), ...bakeFailures(result, unbuilt)],
    result,
    builder,
  };
}

/** The files of derived images, laid out in temporary folders; by content tag. */
function stageFiles(
  builds: readonly PlannedBuild[],
  { project, environment = new Map() }: BuildRequest['loaded'],
): ReadonlyMap<string, string> {
  const sources = { configs: project.configs, environment };
  return new Map(
    builds.flatMap(({ tag, derived }): [string, string][] =>
      derived === undefined ? [] : [[tag, stageLayers(derived.layers, sources)]],
    ),
  );
}

/** Facts of the images that the lock does not hold with this digest already. */
async function describe(
  { images, lock }: BuildRequest,
  {
    ports,
    repository: { registry, name, auth },
    digests,
  }: {
    readonly ports: BuildPorts;
    readonly repository: ImageRepository;
    readonly digests: ReadonlyMap<string, string>;
  },
): Promise<{
  readonly images: ReadonlyMap<string, ImageDescription>;
  readonly diagnostics: readonly Diagnostic[];
}> {
  const described = new Map<string, ImageDescription>();
  const found: Diagnostic[] = [];
  await Promise.all(
    [...digests].map(async ([tag, digest]) => {
      const locked = lock.images[tag];
      if (locked?.digest === digest) return;
      const service = Object.keys(images).find((user) => images[user]?.key === tag) ?? '';
      const path = ['services', service, 'build'];
      const reference = { registry, repository: name, tag: undefined, digest };
      const { value, diagnostics } = await describeImage(ports.client(registry, auth), reference);
      found.push(...diagnostics.map((finding) => ({ ...finding, path })));
      if (value === undefined) return;
      described.set(tag, value);
      if (locked === undefined) return;
      found.push(
        diagnose(
          'image-digest-differs',
          { service, locked: locked.digest, found: digest, registry },
          { path },
        ),
      );
    }),
  );
  return { images: described, diagnostics: found };
}

function nothing(builds: readonly PlannedBuild[], diagnostics: readonly Diagnostic[]): Described {
  const outcomes = builds.map(({ tag, services }): ImageOutcome => ({
    key: tag,
    services,
    outcome: 'failed',
  }));
  return { described: new Map(), outcomes, diagnostics };
}

function outcomeOf(
  { tag, target, services }: PlannedBuild,
  {
    present,
    digests,
    result,
  }: {
    readonly present: ReadonlyMap<string, string>;
    readonly digests: ReadonlyMap<string, string>;
    readonly result: BakeResult | undefined;
  },
): ImageOutcome {
  if (present.has(tag)) return { key: tag, services, outcome: 'reused' };
  const progress = result?.progress.targets().find((one) => one.target === target);
  const { started, completed, steps, cachedSteps } = progress ?? {};
  const bases = result?.bases.get(target);
  return {
    key: tag,
    services,
    outcome: digests.has(tag) ? 'built' : 'failed',
    ...(started === undefined || completed === undefined ? {} : { seconds: (completed - started) / 1000 }),
    ...(steps === undefined ? {} : { steps }),
    ...(cachedSteps === undefined ? {} : { cachedSteps }),
    ...(bases === undefined ? {} : { bases }),
  };
}
