import { Option } from 'commander';
import { renderReport } from '../../lib/diagnostics/report.js';
import { environmentOption } from '../environment-option.js';
import { deployedProject } from '../deployed-project.js';
import { printStatus } from '../print-status.js';
import type { ProjectOptions } from '../project-inputs.js';
import { subcommand } from '../subcommand.js';

interface PsOptions extends ProjectOptions {
  readonly format: 'text' | 'json';
}

/** Lists the services of the project with what runs of them; a service that is not deployed has a line, too. */
export const ps = subcommand<PsOptions>({
  describe: (command) =>
    command
      .argument('[services...]', 'the services to list (default: all)')
      .addOption(
        new Option('--format <format>', 'how to print the list').choices(['text', 'json']).default('text'),
      )
      .addOption(environmentOption()),

  run: async ({ format, ...options }, wanted, machine) => {
    const { value: deployed, diagnostics, sources } = await deployedProject(options, wanted, machine);
    machine.stderr.write(renderReport(diagnostics, sources, { colour: machine.stderr.colour }));
    return deployed === undefined ? 1 : printStatus(deployed, format, machine);
  },
});
