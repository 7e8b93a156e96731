import { InvalidArgumentError, Option } from 'commander';
import { diagnose, type Diagnostic } from '../../lib/diagnostics/diagnostic.js';
import { renderReport } from '../../lib/diagnostics/report.js';
import { logDestination, logSource } from '../../lib/operate/log-source.js';
import { logText } from '../../lib/operate/log-text.js';
import { readLogs } from '../../lib/operate/read-logs.js';
import { deployedProject, notDeployed } from '../deployed-project.js';
import { environmentOption } from '../environment-option.js';
import { interruption } from '../interruption.js';
import { pointInTime } from '../point-in-time.js';
import type { ProjectOptions } from '../project-inputs.js';
import { subcommand } from '../subcommand.js';

interface LogsOptions extends ProjectOptions {
  readonly follow?: true;
  readonly since?: string;
  readonly tail?: number;
  readonly logPrefix: boolean;
  readonly timestamps?: true;
}

/** How far back is looked when nothing says it: for all lines, and for the last so many. */
const [usually, atMost] = ['1h', '30d'];

/** Prints what services wrote, merged in the order of time. */
export const logs = subcommand<LogsOptions>({
  describe: (command) =>
    command
      .argument('[services...]', 'the services whose lines are printed (default: all)')
      .option('--follow', 'go on with what comes, until control-C')
      .option(
        '--since <time>',
        `from then on: 10m, 1h30m, 2026-11-23T10:00:00Z (default: ${usually}, with --tail 30 days)`,
      )
      .addOption(new Option('-n, --tail <lines>', 'the last so many lines of each service').argParser(lines))
      .option('--no-log-prefix', 'without the service and the task before each line')
      .option('-t, --timestamps', 'with the time of each line')
      .addOption(environmentOption()),

  run: async (
    { follow = false, since, tail, logPrefix, timestamps = false, ...options },
    wanted,
    machine,
  ) => {
    const { stdout, stderr } = machine;
    const report = (diagnostics: readonly Diagnostic[], sources = new Map<string, string>()): void =>
      stderr.write(renderReport(diagnostics, sources, { colour: stderr.colour }));
    const from = pointInTime(since ?? (tail === undefined ? usually : atMost), Date.now());
    if (from.value === undefined) {
      report(from.diagnostics);
      return 1;
    }
    const { value: deployed, diagnostics, sources } = await deployedProject(options, wanted, machine);
    const missing = deployed === undefined || wanted.length === 0 ? [] : notDeployed(deployed);
    report([...diagnostics, ...missing], new Map(sources));
    if (deployed === undefined || missing.length > 0) return 1;
    report(
      deployed.services
        .filter((service) => logSource(service) === undefined)
        .map(({ name, container }) =>
          diagnose('logs-elsewhere', { service: name, destination: logDestination(container) }),
        ),
    );
    const found = deployed.services.flatMap((service) => logSource(service) ?? []);
    const { cloudWatchLogs } = await import('../../lib/aws/cloudwatch-logs.js');
    const { signal, stopListening } = interruption(machine);
    const text = logText({
      services: found.map(({ service }) => service),
      prefix: logPrefix,
      timestamps,
      colour: stdout.colour,
    });
    const read = cloudWatchLogs(deployed.region);
    let failed = false;
    const all = { sources: found, from: from.value, tail, follow: follow && found.length > 0, pause: 2000 };
    for await (const { value = [], diagnostics: failures } of readLogs(all, read, signal)) {
      stdout.write(value.map(text).join(''));
      report(failures);
      failed = failures.length > 0;
    }
    stopListening();
    return failed ? 1 : 0;
  },
});

function lines(text: string): number {
  if (text === 'all') return Infinity;
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a number of lines, or all.');
  return Number(text);
}
