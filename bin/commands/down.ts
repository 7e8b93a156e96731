import { environmentOption } from '../environment-option.js';
import type { ProjectOptions } from '../project-inputs.js';
import { subcommand } from '../subcommand.js';
import { withCdk } from '../with-cdk.js';

interface DownOptions extends ProjectOptions {
  readonly force?: true;
}

/** Deletes the stacks of the project, after the CDK CLI has asked. File systems and log groups are retained. */
export const down = subcommand<DownOptions>({
  describe: (command) =>
    command
      .argument('[cdk-options...]', 'after --: options of cdk destroy')
      .option('--force', 'do not ask')
      .addOption(environmentOption()),

  run: ({ force = false, ...options }, words, machine) =>
    withCdk({ command: 'destroy', words: [...(force ? ['--force'] : []), ...words] }, options, machine),
});
