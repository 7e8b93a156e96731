import { Option, type Command } from 'commander';

/** Compose's own flags. They stand before a command's name or after it. */
export interface ComposeOptions {
  readonly file?: readonly string[];
  readonly profile?: readonly string[];
  readonly envFile?: readonly string[];
  readonly projectDirectory?: string;
  readonly projectName?: string;
  readonly allResources?: true;
  readonly compatibility?: true;
}

/** Adds Compose's own flags to a command. */
export function addComposeOptions(command: Command): Command {
  return command
    .option('-f, --file <path>', 'a Compose file, - for the standard input; again for override files', append)
    .option('--profile <name>', 'a profile to enable; again for more', append)
    .option('--env-file <path>', 'a file of variables, instead of .env; again for more', append)
    .option('--project-directory <path>', 'what relative paths start from (default: the first file’s folder)')
    .option('-p, --project-name <name>', 'the project’s name')
    .option('--all-resources', 'keep networks, volumes, secrets and configs that no service uses')
    .addOption(new Option('--compatibility', 'as in Compose: leave the model as it is written').hideHelp());
}

function append(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}
