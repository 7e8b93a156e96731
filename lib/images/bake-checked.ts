import type { BakeFile } from '../model/bake-file.js';
import type { Builder, BuilderCheck } from './builder.js';
import { runBake, type BakeOptions, type BakeResult, type Buildx } from './buildx.js';
import { once } from './once.js';

/** How such a bake is run. */
export interface CheckedBakeOptions extends Omit<BakeOptions, 'builder'> {
  readonly builder: Builder;
}

/** A bake, and what the check of its builder said meanwhile. */
export interface CheckedBake extends BakeResult {
  readonly check: BuilderCheck;
}

/**
 * Bakes on a builder, and checks it once it has steps to run: most builders are well, no build waits to hear so, and
 * before that moment both would want the processor. A builder that must not build is stopped.
 */
export async function bakeChecked(
  buildx: Buildx,
  file: BakeFile,
  { builder, onProgress, ...options }: CheckedBakeOptions,
): Promise<CheckedBake> {
  const stop = new AbortController();
  buildx.signal?.addEventListener('abort', () => stop.abort(), { once: true });
  if (buildx.signal?.aborted === true) stop.abort();
  const check = once(async () => {
    const checked = await builder.check();
    if (checked.refusal !== undefined) stop.abort();
    return checked;
  });
  let hasSteps = false;
  const result = await runBake({ ...buildx, signal: stop.signal }, file, {
    ...options,
    builder: builder.name,
    onProgress: (progress) => {
      hasSteps ||= progress.targets().some(({ steps }) => steps > 0);
      // Awaited at the end.
      if (hasSteps) check().catch(() => undefined);
      onProgress?.(progress);
    },
  });
  return { ...result, check: await check() };
}
