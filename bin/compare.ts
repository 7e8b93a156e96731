import { diagnose, hasErrors } from '../lib/diagnostics/diagnostic.js';
import { renderReport } from '../lib/diagnostics/report.js';
import { comparisonText } from '../lib/images/comparison-text.js';
import { measureBuilder, type BuilderFigures } from '../lib/images/measure-builder.js';
import { plannedBuilds } from '../lib/images/planned-builds.js';
import { progressLines } from '../lib/images/progress-lines.js';
import {
  composeEnvironment,
  interruptedExitCode,
  type BuildFlags,
  type BuildTask,
} from './build-and-report.js';
import { buildPorts } from './build-ports.js';
import { interruption } from './interruption.js';
import type { Machine } from './machine.js';

/** `build --compare A B`: the same build on two builders, and what each took; the result is the exit code. */
export async function compare(
  names: readonly string[],
  { task, flags }: { readonly task: BuildTask; readonly flags: BuildFlags },
  machine: Machine,
): Promise<number> {
  const { stdout, stderr, environment } = machine;
  const { inputs, lock, sources } = task;
  if (names.length !== 2) {
    const finding = diagnose('compare-needs-two', { builders: names });
    stderr.write(renderReport([finding], new Map(), { colour: stderr.colour }));
    return 1;
  }
  const planned = plannedBuilds(inputs.project.project, inputs.images);
  if (planned.every(({ derived }) => derived !== undefined)) {
    stderr.write('no service is built: there is nothing to compare\n');
    return 0;
  }
  const { signal, stopListening } = interruption(machine);
  const project = inputs.project.project.name;
  const request = {
    loaded: inputs.project,
    images: inputs.images,
    lock,
    environment: composeEnvironment(task, machine),
  };
  const figures: BuilderFigures[] = [];
  try {
    // One after the other, so that none is in another's way.
    for (const name of names) {
      stderr.write(`building on ${name}\n`);
      const lines = progressLines(stderr, `images of ${project} on ${name}`, environment);
      const place = { project, bindings: inputs.bindings, builder: name, builderBy: '--compare' };
      const ports = { ...buildPorts(place, environment, signal), onProgress: lines.update };
      figures.push(await measureBuilder(request, { name, ports }).finally(lines.end));
    }
  } finally {
    stopListening();
  }
  const findings = figures.flatMap(({ diagnostics }) => diagnostics);
  stderr.write(renderReport(findings, sources, { colour: stderr.colour }));
  if (flags.format === 'json') {
    const builds = figures.map(({ name, builder, seconds = null, images }) => ({
      name,
      builder,
      seconds,
      images,
    }));
    stdout.write(`${JSON.stringify({ project, builders: builds }, null, 2)}\n`);
  } else stdout.write(comparisonText(figures));
  if (signal.aborted) return interruptedExitCode;
  return hasErrors(findings) ? 1 : 0;
}
