import { diagnose, hasErrors } from '../lib/diagnostics/diagnostic.js';
import { renderReport } from '../lib/diagnostics/report.js';
import { projectTags } from '../lib/model/project-tags.js';
import type { Machine } from './machine.js';
import { readProjectInputs, type ProjectOptions } from './project-inputs.js';
import { repositoryOf } from './repository-of.js';

/** The flags of `images share`. */
export interface ShareFlags extends ProjectOptions {
  readonly awsProfile?: readonly string[];
}

/** Lets the accounts of other environments pull from the project's repository, and makes it where there is none. */
export async function shareImages(
  accounts: readonly string[],
  flags: ShareFlags,
  machine: Machine,
): Promise<number> {
  const { stdout, stderr, environment } = machine;
  const read = readProjectInputs(flags, machine);
  const malformed = accounts
    .filter((account) => !/^\d{12}$/.test(account))
    .map((account) => diagnose('images-account-malformed', { account }));
  const wrong = accounts.length === 0 ? [diagnose('images-account-malformed', { account: '' })] : malformed;
  if (read.value === undefined || hasErrors(read.diagnostics) || wrong.length > 0) {
    const found = wrong.length > 0 ? wrong : read.diagnostics;
    stderr.write(renderReport(found, read.sources, { colour: stderr.colour }));
    return 1;
  }
  const { name, account, region } = repositoryOf(read.value, environment);
  const { ecrClient, ecrRegion, ecrRepository } = await import('../lib/aws/ecr-repository.js');
  const { shareRepository } = await import('../lib/aws/repository-policy.js');
  const client = ecrClient(region, flags.awsProfile?.[0]);
  const tags = projectTags(read.value.project.project.name);
  const opened = await ecrRepository(client, { name, account, tags });
  const prepared = await opened.value?.prepare();
  const shared =
    prepared?.value === undefined ? undefined : await shareRepository(client, { name, account }, accounts);
  const found = [opened, prepared, shared].flatMap((checked) => checked?.diagnostics ?? []);
  stderr.write(renderReport(found, new Map(), { colour: stderr.colour }));
  if (shared?.value === undefined || opened.value === undefined || hasErrors(found)) return 1;
  const { registry } = opened.value;
  const binding = { name, account: registry.slice(0, 12), region: ecrRegion(registry) };
  stdout.write(
    [
      `${accounts.join(', ')} ${shared.value ? 'may pull' : 'could already pull'} from ${registry}/${name}`,
      `to deploy these images there, name the repository in the bindings of each environment:`,
      `  "repository": ${JSON.stringify(binding)}`,
      '',
    ].join('\n'),
  );
  return 0;
}
