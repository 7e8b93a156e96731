import { renderReport } from '../../lib/diagnostics/report.js';
import { deployedProject } from '../deployed-project.js';
import { environmentOption } from '../environment-option.js';
import { printStatus } from '../print-status.js';
import type { ProjectOptions } from '../project-inputs.js';
import { subcommand } from '../subcommand.js';
import { withCdk } from '../with-cdk.js';
import { build } from './build.js';

/** Builds what is missing and deploys, by the CDK app of the folder if it has one; then lists what is deployed. */
export const up = subcommand<ProjectOptions>({
  describe: (command) =>
    command
      .argument('[cdk-options...]', 'after --: options of cdk deploy, such as --require-approval never')
      .addOption(environmentOption()),

  run: async (options, words, machine) => {
    const buildImages = () => build.run({ ...options, format: 'text' }, [], machine);
    const deployed = await withCdk({ command: 'deploy', words, before: buildImages }, options, machine);
    if (deployed !== 0) return deployed;
    const { value: project, diagnostics, sources } = await deployedProject(options, [], machine);
    machine.stderr.write(renderReport(diagnostics, sources, { colour: machine.stderr.colour }));
    // Whether it can be listed or not: it is deployed.
    if (project !== undefined) await printStatus(project, 'text', machine);
    return 0;
  },
});
