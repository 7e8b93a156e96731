import { hasErrors, type Diagnostic } from '../diagnostics/diagnostic.js';
import { bakeFailures } from './bake-failures.js';
import { bakeFile } from './bake-file.js';
import type { BakeFile } from '../model/bake-file.js';
import type { BuildPorts, BuildRequest } from './build-request.js';
import { runBake } from './buildx.js';
import { checkBuilds } from './check-builds.js';
import { buildxEnvironment } from './docker-environment.js';
import { placed } from './placed.js';
import { buildLabels, imageLabel, plannedBuilds } from './planned-builds.js';
import { buildPlatforms } from './platforms.js';
import { withoutSecrets } from './without-secrets.js';

/** What one builder took for a project's images. */
export interface BuilderFigures {
  /** As it was given. */
  readonly name: string;
  /** `Docker Build Cloud acme/default (--compare)`; the name as it was given when the builder can't be used. */
  readonly builder: string;
  /** From the start of buildx to its end; undefined when the build failed. */
  readonly seconds: number | undefined;
  readonly images: readonly ImageFigures[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What one image took. */
export interface ImageFigures {
  /** What people know it by. */
  readonly label: string;
  readonly services: readonly string[];
  readonly seconds: number | undefined;
  readonly steps: number;
  readonly cachedSteps: number;
}

/**
 * Builds all images of a project on a builder, with the cache that it has. Nothing is pushed: the registry would have
 * the next builder's layers already.
 */
export async function measureBuilder(
  { loaded, images, environment }: BuildRequest,
  { name, ports }: { readonly name: string; readonly ports: BuildPorts },
): Promise<BuilderFigures> {
  // Laying files over an image takes no time that a builder could save.
  const builds = plannedBuilds(loaded.project, images).filter(({ derived }) => derived === undefined);
  const failed = (found: readonly Diagnostic[]): BuilderFigures => ({
    name,
    builder: name,
    seconds: undefined,
    images: [],
    diagnostics: placed(found, loaded.spans),
  });
  const checks = checkBuilds(builds, { project: loaded.project, environment });
  if (hasErrors(checks)) return failed(checks);
  const platforms = [...new Set(builds.flatMap(({ definition }) => buildPlatforms(definition)))].toSorted();
  const { value: builder, diagnostics: choosing } = await ports.builder(platforms);
  if (builder === undefined) return failed(choosing);
  // Before the clock runs.
  const [{ words, refusal, trouble }, flaw] = await Promise.all([builder.check(), builder.flaw?.()]);
  const obstacle = refusal ?? flaw ?? trouble;
  if (obstacle !== undefined) return failed([obstacle]);
  const { file, environment: secrets } = bakeFile(
    loaded.project,
    { builds, images },
    {
      wanted: new Set(builds.map(({ tag }) => tag)),
      present: new Map(),
      repository: loaded.project.name,
      environment,
      withoutCaches: true,
    },
  );
  const buildx = ports.buildx();
  const started = Date.now();
  const result = await runBake(
    { ...buildx, environment: buildxEnvironment(buildx.environment, [], secrets) },
    withoutPush(file),
    {
      builder: builder.name,
      labels: buildLabels(builds),
      ...(ports.onProgress === undefined ? {} : { onProgress: ports.onProgress }),
    },
  );
  const seconds = (Date.now() - started) / 1000;
  const isDone = result.finished.kind === 'exited' && result.finished.code === 0;
  const targets = result.progress.targets();
  const failures = isDone
    ? []
    : withoutSecrets(bakeFailures(result, builds), builds, { project: loaded.project, environment });
  return {
    name,
    builder: words,
    seconds: isDone ? seconds : undefined,
    images: builds.map(({ target, services }) => {
      const found = targets.find((one) => one.target === target);
      const { started: begin, completed, steps = 0, cachedSteps = 0 } = found ?? {};
      const took = begin === undefined || completed === undefined ? undefined : (completed - begin) / 1000;
      const label = imageLabel(services, false);
      return { label, services, seconds: took, steps, cachedSteps };
    }),
    diagnostics: placed([...choosing, ...failures], loaded.spans),
  };
}

function withoutPush(file: BakeFile): BakeFile {
  const targets = Object.entries(file.target).map(([name, target]) => [
    name,
    Object.fromEntries(
      Object.entries({ ...target, output: ['type=cacheonly'] }).filter(([key]) => key !== 'tags'),
    ),
  ]);
  return { ...file, target: Object.fromEntries(targets) as BakeFile['target'] };
}
