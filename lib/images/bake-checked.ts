import type { Diagnostic } from '../diagnostics/diagnostic.js';
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
  /** What of this machine may have made it fail. */
  readonly flaw: Diagnostic | undefined;
}

/** Milliseconds in which a bake finds its Dockerfiles, sends its contexts and begins its first steps. */
const beginning = 1000;

/**
 * Bakes on a builder, and checks it meanwhile: most builders are well, no build waits to hear so, and at its busy
 * beginning both would want the processor. A builder that must not build is stopped.
 */
export async function bakeChecked(
  buildx: Buildx,
  file: BakeFile,
  { builder, ...options }: CheckedBakeOptions,
): Promise<CheckedBake> {
  const stop = new AbortController();
  buildx.signal?.addEventListener('abort', () => stop.abort(), { once: true });
  if (buildx.signal?.aborted === true) stop.abort();
  const check = once(async (isUrgent: boolean) => {
    const checked = await builder.check(isUrgent);
    if (checked.refusal !== undefined) stop.abort();
    return checked;
  });
  // Awaited at the end.
  const timer = setTimeout(() => void check(false).catch(() => undefined), beginning);
  const result = await runBake({ ...buildx, signal: stop.signal }, file, {
    ...options,
    builder: builder.name,
  }).finally(() => clearTimeout(timer));
  const { finished } = result;
  const isDone = finished.kind === 'exited' && finished.code === 0;
  const [checked, flaw] = await Promise.all([check(true), isDone ? undefined : builder.flaw?.()]);
  return { ...result, check: checked, flaw };
}
