import { diagnose, hasErrors } from '../lib/diagnostics/diagnostic.js';
import { renderReport } from '../lib/diagnostics/report.js';
import { comparisonText } from '../lib/images/build-text.js';
import { compareBuilders } from '../lib/images/compare-builders.js';
import { progressLines } from '../lib/images/progress-lines.js';
import { composeEnvironment, type BuildFlags, type BuildTask } from './build-and-report.js';
import { buildPorts } from './build-ports.js';
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
  const interrupt = new AbortController();
  const stopListening = machine.onInterrupt(() => interrupt.abort());
  const project = inputs.project.project.name;
  const builders = names.map((name) => {
    const lines = progressLines(stderr);
    const place = { project, bindings: inputs.bindings, builder: name, builderBy: '--compare' };
    const ports = { ...buildPorts(place, environment, interrupt.signal), onProgress: lines.update };
    return { name, ports, lines };
  });
  const figures = await compareBuilders(
    { loaded: inputs.project, images: inputs.images, lock, environment: composeEnvironment(task, machine) },
    builders,
  ).finally(() => {
    for (const { lines } of builders) lines.end();
    stopListening();
  });
  const findings = figures.flatMap(({ diagnostics }) => diagnostics);
  stderr.write(renderReport(findings, sources, { colour: stderr.colour }));
  if (flags.format === 'json') {
    const builds = figures.map(({ builder, seconds = null, images }) => ({ builder, seconds, images }));
    stdout.write(`${JSON.stringify({ project, builders: builds }, null, 2)}\n`);
  } else stdout.write(comparisonText(figures));
  return hasErrors(findings) ? 1 : 0;
}
