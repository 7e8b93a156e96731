import { hasErrors, type Diagnostic } from '../diagnostics/diagnostic.js';
import { bakeMissing } from './bake-missing.js';
import type { BuildPorts, BuildRequest, Described, ImageOutcome } from './build-request.js';
import type { BakeResult } from './buildx.js';
import { describeBuilds, earlierDigests } from './describe-builds.js';
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
  const described = await describeBuilds(request, { ports, repository, builds, digests });
  return {
    described: described.images,
    outcomes: builds.map((build) => {
      const digest = described.images.get(build.tag)?.digest ?? '';
      const isUnchanged = earlierDigests(request.lock, build).includes(digest);
      const outcome = outcomeOf(build, { present, digests, results: baked?.results ?? [] });
      return { ...outcome, ...(isUnchanged ? { unchanged: true } : {}) };
    }),
    diagnostics: [...opening, ...asking, ...(baked?.diagnostics ?? []), ...described.diagnostics],
    ...(baked?.builder === undefined ? {} : { builder: baked.builder }),
  };
}

function nothing(builds: readonly PlannedBuild[], diagnostics: readonly Diagnostic[]): Described {
  const outcomes = builds.map((build): ImageOutcome => ({ ...imageOf(build), outcome: 'failed' }));
  return { described: new Map(), outcomes, diagnostics };
}

function imageOf({ tag, services, derived }: PlannedBuild): Omit<ImageOutcome, 'outcome'> {
  return { key: tag, services, ...(derived === undefined ? {} : { derived: true }) };
}

function outcomeOf(
  build: PlannedBuild,
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
  const { tag, target } = build;
  if (present.has(tag)) return { ...imageOf(build), outcome: 'reused' };
  const [progress] = results.flatMap((result) => {
    const found = result.progress.targets().find((one) => one.target === target);
    return found?.completed === undefined ? [] : found;
  });
  const { started, completed, steps, cachedSteps } = progress ?? {};
  const [bases] = results.flatMap((result) =>
    [result.bases.get(target) ?? []].filter((some) => some.length > 0),
  );
  return {
    ...imageOf(build),
    outcome: digests.has(tag) ? 'built' : 'failed',
    ...(started === undefined || completed === undefined ? {} : { seconds: (completed - started) / 1000 }),
    ...(steps === undefined ? {} : { steps }),
    ...(cachedSteps === undefined ? {} : { cachedSteps }),
    ...(bases === undefined ? {} : { bases }),
  };
}
