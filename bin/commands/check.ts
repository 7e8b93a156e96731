import { Option } from 'commander';
import { hasErrors } from '../../lib/diagnostics/diagnostic.js';
import { jsonFindings } from '../../lib/diagnostics/report-json.js';
import { sarifLog } from '../../lib/diagnostics/report-sarif.js';
import { countFindings, renderReport } from '../../lib/diagnostics/report.js';
import { accountOfKeys, type AccountedKey } from '../../lib/plan/account-of-keys.js';
import { accountText } from '../account-text.js';
import { environmentOption } from '../environment-option.js';
import { planProject, type PlannedProject, type ProjectOptions } from '../project-inputs.js';
import { subcommand } from '../subcommand.js';
import { version } from '../version.js';

interface CheckOptions extends ProjectOptions {
  readonly format: 'text' | 'json' | 'sarif';
  readonly strict?: true;
  readonly all?: true;
}

/** Prints what was found and what becomes of every key. Exit code 1 on errors; with `--strict` on warnings too. */
export const check = subcommand<CheckOptions>({
  describe: (command) =>
    command
      .addOption(
        new Option('--format <format>', 'sarif is for code scanning services')
          .choices(['text', 'json', 'sarif'])
          .default('text'),
      )
      .option('--strict', 'exit with 1 on warnings, too')
      .option('--all', 'list the keys that are carried over in full, too')
      .addOption(environmentOption()),

  run: async (options, _, { stdout, ...machine }) => {
    const planned = planProject(options, { stdout, ...machine });
    const { value: inputs, diagnostics, sources } = planned;
    const keys = inputs === undefined ? [] : accountOfKeys(inputs.project);
    if (options.format === 'sarif') {
      stdout.write(`${JSON.stringify(sarifLog(diagnostics, sources, version()), null, 2)}\n`);
    } else if (options.format === 'json') {
      stdout.write(`${JSON.stringify(asJson(planned, keys), null, 2)}\n`);
    } else {
      const report = renderReport(diagnostics, sources, { colour: stdout.colour });
      const account = inputs === undefined ? '' : accountText(keys, sources, { all: options.all === true });
      const counted = countFindings(diagnostics);
      stdout.write(
        [report, account, `${counted === '' ? 'nothing to report' : counted}\n`].filter(Boolean).join('\n'),
      );
    }
    const refused =
      options.strict === true
        ? diagnostics.some(({ severity }) => severity !== 'info')
        : hasErrors(diagnostics);
    return refused ? 1 : 0;
  },
});

function asJson({ value, diagnostics, sources }: PlannedProject, keys: readonly AccountedKey[]): object {
  return {
    project: value?.project.project.name ?? null,
    findings: jsonFindings(diagnostics, sources),
    keys: keys.map(({ path, level, because, instead }) => ({ path, level, because, instead })),
  };
}
