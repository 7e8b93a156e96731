import type { ImageRepository } from '../aws/image-repository.js';
import { diagnose, hasErrors, type Diagnostic } from '../diagnostics/diagnostic.js';
import { bakeMissing } from './bake-missing.js';
import type { BuildPorts, BuildRequest, Described, ImageOutcome } from './build-request.js';
import type { BakeResult } from './buildx.js';
import { describeImage, type ImageDescription } from './image-description.js';
import { plannedBuilds, type PlannedBuild } from './planned-builds.js';

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
    missing.length === 0
      ? undefined
      : await bakeMissing(request, { ports, repository, builds, missing, present });
  const digests = new Map([...present, ...(baked?.digests ?? [])]);
  const described = await describe(request, { ports, repository, digests });
  return {
    described: described.images,
    outcomes: builds.map((build) => outcomeOf(build, { present, digests, results: baked?.results ?? [] })),
    diagnostics: [...opening, ...asking, ...(baked?.diagnostics ?? []), ...described.diagnostics],
    ...(baked?.builder === undefined ? {} : { builder: baked.builder }),
  };
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
    results,
  }: {
    readonly present: ReadonlyMap<string, string>;
    readonly digests: ReadonlyMap<string, string>;
    readonly results: readonly BakeResult[];
  },
): ImageOutcome {
  if (present.has(tag)) return { key: tag, services, outcome: 'reused' };
  const [progress] = results.flatMap((result) => {
    const found = result.progress.targets().find((one) => one.target === target);
    return found?.completed === undefined ? [] : found;
  });
  const { started, completed, steps, cachedSteps } = progress ?? {};
  const [bases] = results.flatMap((result) =>
    [result.bases.get(target) ?? []].filter((some) => some.length > 0),
  );
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
