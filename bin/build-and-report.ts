import { diagnose, hasErrors, type Diagnostic, type Sources } from '../lib/diagnostics/diagnostic.js';
import { jsonFindings } from '../lib/diagnostics/report-json.js';
import { renderReport } from '../lib/diagnostics/report.js';
import { buildImages, type BuildReport } from '../lib/images/build-images.js';
import { buildSummary } from '../lib/images/build-text.js';
import { imageLockName, writeImageLock } from '../lib/images/image-lock-file.js';
import { progressLines } from '../lib/images/progress-lines.js';
import type { ImageSource } from '../lib/images/resolve-images.js';
import type { ImageLock } from '../lib/model/image-lock.js';
import type { ProjectInputs } from '../lib/project-inputs.js';
import { buildPorts } from './build-ports.js';
import { isExcused } from './if-stale.js';
import { interruption } from './interruption.js';
import type { Machine } from './machine.js';
import type { ProjectOptions } from './project-inputs.js';

/** The flags that a build depends on. */
export interface BuildFlags extends ProjectOptions {
  readonly ifStale?: true;
  readonly builder?: string;
  readonly registry?: string;
  readonly pull?: true;
  readonly format: 'text' | 'json';
}

/** What is built, and where the lock lies. */
export interface BuildTask {
  readonly inputs: ProjectInputs & { readonly project: ImageSource };
  readonly lock: ImageLock;
  /** Of the image lock. */
  readonly path: string;
  readonly sources: Sources;
  /** `compose:builder`. */
  readonly contextBuilder?: string | undefined;
}

/** After the signal's number, as shells have it. */
export const interruptedExitCode = 130;

/** Builds, shows progress, writes the lock, and says what was done; the result is the exit code. */
export async function buildAndReport(task: BuildTask, flags: BuildFlags, machine: Machine): Promise<number> {
  const started = Date.now();
  const { signal, stopListening } = interruption(machine);
  const { inputs, lock, path } = task;
  const { project } = inputs.project;
  const lines = progressLines(machine.stderr, `images of ${project.name}`, machine.environment);
  const place = {
    project: project.name,
    bindings: inputs.bindings,
    ...flags,
    contextBuilder: task.contextBuilder,
  };
  const { value: report, diagnostics } = await buildImages(
    {
      loaded: inputs.project,
      images: inputs.images,
      lock,
      environment: composeEnvironment(task, machine),
      pull: flags.pull === true,
      keepSuperseded: inputs.environment !== undefined,
    },
    { ...buildPorts(place, machine.environment, signal), onProgress: lines.update },
  ).finally(() => {
    lines.end();
    stopListening();
  });
  // A project that has no lock gets none that pins nothing.
  const isEmpty = Object.keys(report.lock.images).length === 0 && Object.keys(lock.images).length === 0;
  const written = isEmpty ? { value: false, diagnostics: [] } : writeImageLock(path, report.lock);
  // What an interrupt breaks off fails in many ways, none of which is news.
  const found = signal.aborted ? [diagnose('build-interrupted', {})] : diagnostics;
  const findings = [...found, ...written.diagnostics];
  const seconds = (Date.now() - started) / 1000;

  if (flags.ifStale === true && findings.some(isExcused) && findings.filter(isError).every(isExcused)) {
    const excuses = findings.filter(isExcused).map(({ message }) => message);
    machine.stderr.write(`cdk-compose build: nothing was built, ${[...new Set(excuses)].join('; ')}\n`);
    return 0;
  }
  machine.stderr.write(renderReport(findings, task.sources, { colour: machine.stderr.colour }));
  if (flags.format === 'json')
    machine.stdout.write(`${JSON.stringify(asJson(report, { findings, seconds, task }), null, 2)}\n`);
  else
    machine.stderr.write(
      buildSummary(report, seconds, machine.stderr) +
        (written.value === true ? `wrote ${imageLockName}\n` : ''),
    );
  if (signal.aborted) return interruptedExitCode;
  return hasErrors(findings) ? 1 : 0;
}

interface JsonContext {
  readonly findings: readonly Diagnostic[];
  readonly seconds: number;
  readonly task: BuildTask;
}

function asJson({ outcomes, builder, lock }: BuildReport, { findings, seconds, task }: JsonContext): object {
  return {
    project: task.inputs.project.project.name,
    builder: builder ?? null,
    seconds,
    images: outcomes.map((outcome) => ({ ...outcome, digest: lock.images[outcome.key]?.digest ?? null })),
    findings: jsonFindings(findings, task.sources),
  };
}

/** The variables that the project was loaded with, of which build secrets may be some. */
export function composeEnvironment(
  { inputs }: BuildTask,
  machine: Machine,
): Readonly<Record<string, string | undefined>> {
  return { ...machine.environment, ...Object.fromEntries(inputs.project.environment) };
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}
