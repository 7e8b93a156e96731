import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ComposeError } from '../../lib/diagnostics/compose-error.js';
import { diagnose, hasErrors } from '../../lib/diagnostics/diagnostic.js';
import { renderReport } from '../../lib/diagnostics/report.js';
import { environmentOption } from '../environment-option.js';
import { layoutOption } from '../layout-option.js';
import { readProjectInputs, type ProjectOptions } from '../project-inputs.js';
import { subcommand } from '../subcommand.js';

interface ConvertOptions extends ProjectOptions {
  readonly output?: string;
  readonly validate?: true;
  readonly quiet?: true;
}

/** Writes the templates: the cloud assembly into a folder, or the template to stdout. On errors nothing is written. */
export const convert = subcommand<ConvertOptions>({
  describe: (command) =>
    command
      .option('-o, --output <folder>', 'write a cloud assembly, for cdk deploy -a <folder>')
      .option('--validate', 'validate the templates against the CloudFormation schemas (slower)')
      .option('-q, --quiet', 'do not print warnings')
      .addOption(environmentOption())
      .addOption(layoutOption()),

  run: async ({ output, validate = false, quiet = false, ...options }, _, machine) => {
    const { value: inputs, diagnostics, sources } = readProjectInputs(options, machine);
    if (inputs === undefined || hasErrors(diagnostics)) {
      throw new ComposeError(diagnostics, sources);
    }
    const [{ synthesize }, { stackName }] = await Promise.all([
      import('../../lib/constructs/synthesize.js'),
      import('../../lib/constructs/stack-name.js'),
    ]);
    const made = mkdtempSync(join(tmpdir(), 'cdk-compose-'));
    try {
      const name = stackName(inputs.project.project.name, inputs.environment);
      const props = { ...inputs, findings: diagnostics };
      const { templates, uploads, findings } = synthesize(name, props, { outdir: made, validate });
      if (!quiet) machine.stderr.write(renderReport(findings, sources, { colour: machine.stderr.colour }));
      if (output === undefined) {
        for (const { file } of templates.filter(({ isNested }) => !isNested))
          machine.stdout.write(`${readFileSync(join(made, file), 'utf8').trimEnd()}\n`);
        if (uploads.length > 0 && !quiet)
          machine.stderr.write(`the template needs ${listed(uploads)} beside it: -o <folder> writes them\n`);
      } else {
        const folder = resolve(machine.directory, output);
        copyInto(made, folder, output);
        machine.stderr.write(`wrote ${output}: deploy it with npx cdk deploy --all -a ${output}\n`);
      }
      return 0;
    } finally {
      rmSync(made, { recursive: true, force: true });
    }
  },
});

function listed(files: readonly string[]): string {
  const nested = files.filter((file) => file.endsWith('.nested.template.json')).length;
  const code = files.length - nested;
  return [
    ...(nested === 0 ? [] : [`${nested} nested ${nested === 1 ? 'template' : 'templates'}`]),
    ...(code === 0 ? [] : [`the code of ${code} ${code === 1 ? 'function' : 'functions'}`]),
  ].join(' and ');
}

function copyInto(made: string, folder: string, named: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    cpSync(made, folder, { recursive: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ComposeError([diagnose('cannot-write', { file: named, reason })]);
  }
}
