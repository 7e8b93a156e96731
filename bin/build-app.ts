import { join } from 'node:path';
import { diagnose, hasErrors } from '../lib/diagnostics/diagnostic.js';
import { renderReport } from '../lib/diagnostics/report.js';
import { imageLockName, readImageLock } from '../lib/images/image-lock-file.js';
import { unlockedServices } from '../lib/images/lock-images.js';
import { appInputs } from './app-inputs.js';
import { buildAndReport, interruptedExitCode, type BuildFlags } from './build-and-report.js';
import type { Machine } from './machine.js';

/** The flags of `build` that count with `--app`. */
export interface AppFlags extends BuildFlags {
  readonly frozen?: true;
}

/** Builds what the Compose constructs of a CDK app report, one after the other; the result is the exit code. */
export async function buildApp(
  app: string,
  { flags, contextBuilder }: { readonly flags: AppFlags; readonly contextBuilder: string | undefined },
  machine: Machine,
): Promise<number> {
  const stale = new Set<string>();
  for (const read of await appInputs(app, machine)) {
    const inputs = read.value;
    const report = renderReport(
      read.diagnostics.filter(({ code }) => code !== 'image-not-locked'),
      read.sources,
      { colour: machine.stderr.colour },
    );
    machine.stderr.write(report);
    if (inputs === undefined || hasErrors(read.diagnostics))
      return read.diagnostics.some(({ code }) => code === 'build-interrupted') ? interruptedExitCode : 1;
    const missing = unlockedServices(inputs.images);
    for (const service of missing) stale.add(service);
    if (flags.frozen === true || (flags.ifStale === true && missing.length === 0)) continue;
    const path = join(inputs.project.directory, imageLockName);
    // Read anew: the project before may have the same lock.
    const lock = readImageLock(path).value ?? { version: 1, images: {} };
    const code = await buildAndReport(
      { inputs, lock, path, sources: read.sources, contextBuilder },
      flags,
      machine,
    );
    if (code !== 0) return code;
  }
  if (flags.frozen !== true || stale.size === 0) return 0;
  const finding = diagnose('image-lock-stale', { services: [...stale].toSorted() });
  machine.stderr.write(renderReport([finding], new Map(), { colour: machine.stderr.colour }));
  return 1;
}
