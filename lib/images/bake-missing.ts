import { rmSync } from 'node:fs';
import type { ImageRepository } from '../aws/image-repository.js';
import { hasErrors, type Diagnostic } from '../diagnostics/diagnostic.js';
import { bakeChecked, type CheckedBake } from './bake-checked.js';
import { bakeFailures } from './bake-failures.js';
import { bakeFile } from './bake-file.js';
import type { BuildPorts, BuildRequest } from './build-request.js';
import type { Builder } from './builder.js';
import type { BakeResult } from './buildx.js';
import { checkBuilds } from './check-builds.js';
import { buildxEnvironment } from './docker-environment.js';
import { once } from './once.js';
import { buildLabels, type PlannedBuild } from './planned-builds.js';
import { buildPlatforms } from './platforms.js';
import { stageLayers } from './stage-layers.js';
import { withoutSecrets } from './without-secrets.js';

/** What a bake is for. */
export interface BakePlan {
  readonly ports: BuildPorts;
  readonly repository: ImageRepository;
  readonly builds: readonly PlannedBuild[];
  /** Those that the repository lacks. */
  readonly missing: readonly PlannedBuild[];
  /** Digests of the others, by content tag. */
  readonly present: ReadonlyMap<string, string>;
}

/** What a bake brought. */
export interface Baked {
  /** By content tag. */
  readonly digests: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
  /** One; more when buildx was run again. */
  readonly results: readonly BakeResult[];
  /** Which builder it was, and who chose it. */
  readonly builder?: string;
}

/** Runs of buildx for one build: each of two rivals may push first, and a token may expire. */
const attempts = 3;

/**
 * Builds and pushes what a repository lacks, in one run of buildx. buildx gives up all targets when one fails, so it is
 * run again for the rest, whose steps are then cached, where the failure is no failure of a build: another run pushed
 * the same tag first, or the repository's token expired meanwhile.
 */
export async function bakeMissing(request: BuildRequest, plan: BakePlan): Promise<Baked> {
  const { ports, repository, missing } = plan;
  const platforms = [...new Set(missing.flatMap(({ definition }) => buildPlatforms(definition)))].toSorted();
  const { project } = request.loaded;
  const checks = checkBuilds(missing, { project, environment: request.environment });
  if (hasErrors(checks)) return { digests: new Map(), diagnostics: checks, results: [] };
  const [{ value: chosen, diagnostics: choosing }, prepared] = await Promise.all([
    ports.builder(platforms),
    repository.prepare(),
  ]);
  const found = [...checks, ...choosing, ...prepared.diagnostics];
  if (chosen === undefined || hasErrors(found))
    return { digests: new Map(), diagnostics: found, results: [] };
  const builder = { ...chosen, check: once(chosen.check) };

  const staged = stageFiles(missing, request.loaded);
  const results: BakeResult[] = [];
  const digests = new Map<string, string>();
  try {
    let { auth, renew } = repository;
    for (;;) {
      const rest = missing.filter(({ tag }) => !digests.has(tag));
      const present = new Map([...plan.present, ...digests]);
      const result = await bakeOnce(request, { ...plan, missing: rest, present, staged, builder, auth });
      results.push(result);
      for (const { tag, target } of rest) {
        const digest = result.digests.get(target);
        if (digest !== undefined) digests.set(tag, digest);
      }
      // After a failure buildx tells nothing of what it pushed; and another run may have pushed the same tag first.
      const unknown = rest.filter(({ tag }) => !digests.has(tag));
      const again = unknown.length === 0 ? undefined : await repository.find(unknown.map(({ tag }) => tag));
      for (const [tag, digest] of again?.value ?? []) digests.set(tag, digest);
      const unbuilt = unknown.filter(({ tag }) => !digests.has(tag));
      const failures = withoutSecrets(
        [...(again?.diagnostics ?? []), ...bakeFailures(result, unbuilt)],
        missing,
        { project, environment: request.environment },
      );
      const ended = { digests, results, builder: result.check.words };
      if (failures.length === 0 || results.length === attempts || result.finished.kind !== 'exited')
        return { ...ended, diagnostics: [...found, ...failures] };

      const isRaceLost = matches(failures, taken) && unbuilt.length < rest.length;
      const renewed = matches(failures, refused) ? await renew?.() : undefined;
      if (renewed !== undefined) [auth, renew] = [renewed.value, undefined];
      if (!isRaceLost && renewed?.value === undefined)
        return { ...ended, diagnostics: [...found, ...failures] };
    }
  } finally {
    for (const folder of staged.values()) rmSync(folder, { recursive: true, force: true });
  }
}

/** What registries say of a tag that may not be moved, and of a token that counts no longer. */
const taken = /already exists|immutable|context canceled/i;
const refused = /\b40[13]\b|denied|expired|unauthorized|no basic auth/i;

function matches(failures: readonly Diagnostic[], pattern: RegExp): boolean {
  return failures.some(({ message }) => pattern.test(message));
}

interface Attempt extends BakePlan {
  readonly staged: ReadonlyMap<string, string>;
  readonly builder: Builder;
  readonly auth: string | undefined;
}

async function bakeOnce(
  { loaded, images, environment: composeEnvironment, pull = false }: BuildRequest,
  { ports, repository: { registry, name }, builds, missing, present, staged, builder, auth }: Attempt,
): Promise<CheckedBake> {
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
  const buildx = ports.buildx();
  const credentials = auth === undefined ? [] : [{ registry, auth }];
  const environment = buildxEnvironment(buildx.environment, credentials, secrets);
  return bakeChecked({ ...buildx, environment }, file, {
    builder,
    labels: buildLabels(missing),
    ...(ports.onProgress === undefined ? {} : { onProgress: ports.onProgress }),
  });
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
