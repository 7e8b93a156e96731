import { Option } from 'commander';
import { hasErrors, type Diagnostic, type Sources } from '../../lib/diagnostics/diagnostic.js';
import { jsonFindings } from '../../lib/diagnostics/report-json.js';
import { sarifLog } from '../../lib/diagnostics/report-sarif.js';
import { countFindings, renderReport } from '../../lib/diagnostics/report.js';
import { account, accountSources, isOpenLoss, type AccountEntry } from '../../lib/plan/account.js';
import { accountJson } from '../account-json.js';
import { accountSummary, accountText, verdictLines } from '../account-text.js';
import { environmentOption } from '../environment-option.js';
import { layoutOption } from '../layout-option.js';
import type { Output } from '../machine.js';
import { planProject, type PlannedProject, type ProjectOptions } from '../project-inputs.js';
import { subcommand } from '../subcommand.js';
import type { TemplatePlace } from '../template-places.js';
import { version } from '../version.js';

interface CheckOptions extends ProjectOptions {
  readonly format: 'text' | 'json' | 'sarif';
  readonly strict?: true;
  readonly all?: true;
  readonly templates?: true;
}

/** What `check` shows. */
interface Checkup extends PlannedProject {
  readonly entries: readonly AccountEntry[];
  /** What the entries point into. Findings never do: files of variables may hold secrets. */
  readonly texts: Sources;
  readonly templates: ReadonlyMap<AccountEntry, readonly TemplatePlace[]> | undefined;
}

/**
 * Prints what was found and what becomes of every key. Exit code 1 on errors; with `--strict` on warnings, too, and on
 * every key that is not honoured in full and not acknowledged.
 */
export const check = subcommand<CheckOptions>({
  describe: (command) =>
    command
      .addOption(
        new Option('--format <format>', 'sarif is for code scanning services')
          .choices(['text', 'json', 'sarif'])
          .default('text'),
      )
      .option('--strict', 'exit with 1 on warnings, and on losses that x-aws-acknowledge does not name')
      .option('--all', 'list every key as written, with what becomes of it')
      .option('--templates', 'say, too, what each key became in the templates (slow: the templates are made)')
      .addOption(environmentOption())
      .addOption(layoutOption()),

  run: async (
    { format, strict = false, all = false, templates: located = false, ...options },
    _,
    machine,
  ) => {
    const { stdout } = machine;
    const planned = planProject(options, machine);
    const { value: inputs, diagnostics, sources } = planned;
    const entries = inputs === undefined ? [] : account(inputs.project, planned.plan);
    const { templatePlaces } = located ? await import('../template-places.js') : {};
    const templates = await templatePlaces?.(entries, planned, options, machine);
    const texts = inputs === undefined ? sources : accountSources(inputs.project);
    const checkup: Checkup = { ...planned, entries, texts, templates };
    if (format === 'sarif')
      stdout.write(`${JSON.stringify(sarifLog(diagnostics, sources, version()), null, 2)}\n`);
    else if (format === 'json') stdout.write(`${JSON.stringify(asJson(checkup), null, 2)}\n`);
    else stdout.write(asText(checkup, stdout, { strict, all: all || located }));
    if (hasErrors(diagnostics)) return 1;
    const isStrictlyFine =
      diagnostics.every(({ severity }) => severity === 'info') && openLosses(entries).length === 0;
    return strict && !isStrictlyFine ? 1 : 0;
  },
});

function asJson({ value, diagnostics, sources, texts, entries, templates }: Checkup): object {
  return {
    project: value?.project.project.name ?? null,
    findings: jsonFindings(diagnostics, sources),
    keys: accountJson(entries, texts, templates),
  };
}

function asText(
  { diagnostics, sources, texts, entries, templates }: Checkup,
  { colour }: Output,
  { strict, all }: { readonly strict: boolean; readonly all: boolean },
): string {
  const told = new Set(diagnostics.map(({ path }) => path?.join('.')));
  const losses = openLosses(entries).filter(
    ({ path, level }) => !told.has(path.join('.')) && (strict || level === 'partial'),
  );
  return [
    accountSummary(entries),
    all ? accountText(entries, texts, templates) : verdictLines(losses, texts),
    renderReport(diagnostics, sources, { colour }),
    conclusion(diagnostics, strict ? losses.length : 0),
  ]
    .filter(Boolean)
    .join('\n');
}

function conclusion(diagnostics: readonly Diagnostic[], losses: number): string {
  const counted = countFindings(diagnostics);
  const open =
    losses === 0
      ? ''
      : `${losses} ${losses === 1 ? 'key' : 'keys'} not honoured in full: x-aws-acknowledge accepts what may be lost`;
  return `${[counted, open].filter(Boolean).join(', ') || 'nothing to report'}\n`;
}

/** What is lost and not accepted, each once. */
function openLosses(entries: readonly AccountEntry[]) {
  const verdicts = entries.flatMap(({ verdict, parts }) => [
    ...(verdict === undefined ? [] : [verdict]),
    ...parts,
  ]);
  return [...new Set(verdicts)].filter(isOpenLoss);
}
