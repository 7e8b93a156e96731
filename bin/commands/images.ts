import { Argument, InvalidArgumentError, Option } from 'commander';
import { collectGarbage, type CollectFlags } from '../collect-garbage.js';
import { environmentOption } from '../environment-option.js';
import { shareImages } from '../share-images.js';
import { subcommand } from '../subcommand.js';

/** Looks after the images in the project's ECR repository. */
export const images = subcommand<CollectFlags>({
  describe: (command) =>
    command
      .addArgument(
        new Argument('<action>', 'gc: list what nothing needs; share: let accounts pull').choices([
          'gc',
          'share',
        ]),
      )
      .argument('[accounts...]', 'share: the accounts, twelve digits each')
      .optionsGroup('Options of gc:')
      .option('--delete', 'delete what nothing needs, instead of listing it only')
      .addOption(
        new Option('--keep-days <days>', 'keep what was pushed within so many days')
          .argParser(wholeDays)
          .default(7),
      )
      .option('--aws-profile <name...>', 'profiles of all accounts whose task definitions may name an image')
      .addOption(
        new Option('--region <name...>', 'regions in which to ask for task definitions').argParser(regions),
      )
      .addOption(
        new Option('--format <format>', 'how to print the list').choices(['text', 'json']).default('text'),
      )
      .addOption(environmentOption()),

  run: (options, [action, ...accounts], machine) => {
    if (action === 'share') return shareImages([...new Set(accounts)], options, machine);
    if (accounts.length > 0) throw new InvalidArgumentError('gc takes no accounts, but --aws-profile');
    return collectGarbage(options, machine);
  },
});

function regions(text: string, earlier: readonly string[] = []): readonly string[] {
  if (!/^[a-z]{2,}(?:-[a-z]+)+-\d+$/.test(text))
    throw new InvalidArgumentError('It must be a region such as eu-central-1.');
  return [...earlier, text];
}

function wholeDays(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('It must be a number of days.');
  return Number(text);
}
