import { join } from 'node:path';
import type { StoredImage } from '../lib/aws/stored-images.js';
import { diagnose, hasErrors, type Diagnostic, type Sources } from '../lib/diagnostics/diagnostic.js';
import { renderReport } from '../lib/diagnostics/report.js';
import { collectImages, type Verdict } from '../lib/images/collect-images.js';
import { imageLockName, readImageLock } from '../lib/images/image-lock-file.js';
import type { Machine } from './machine.js';
import { readProjectInputs, type ProjectOptions } from './project-inputs.js';
import { repositoryOf } from './repository-of.js';
import { verdictsText } from './verdicts-text.js';

/** The flags of `images gc`. */
export interface CollectFlags extends ProjectOptions {
  readonly delete?: true;
  readonly keepDays: number;
  readonly awsProfile?: readonly string[];
  readonly region?: readonly string[];
  readonly format: 'text' | 'json';
}

const day = 24 * 60 * 60 * 1000;

/**
 * Lists the images of the project's repository with what needs each, and with `--delete` deletes those that nothing
 * needs. Whatever can't be asked stops it: an image is only deleted when all who may name it have answered.
 */
export async function collectGarbage(flags: CollectFlags, machine: Machine): Promise<number> {
  const read = readProjectInputs(flags, machine);
  const fail = (diagnostics: readonly Diagnostic[], sources: Sources = new Map()): number => {
    machine.stderr.write(renderReport(diagnostics, sources, { colour: machine.stderr.colour }));
    return 1;
  };
  // Where the bindings can't be read, the repository may be another one.
  if (read.value === undefined || hasErrors(read.diagnostics)) return fail(read.diagnostics, read.sources);
  const { name, account, region } = repositoryOf(read.value, machine.environment);
  const [
    { ecrAccount, ecrClient, ecrRepository },
    { ecsClient, namedImages },
    stored,
    { sharedWith },
    { registrySharing },
  ] = await Promise.all([
    import('../lib/aws/ecr-repository.js'),
    import('../lib/aws/named-images.js'),
    import('../lib/aws/stored-images.js'),
    import('../lib/aws/repository-policy.js'),
    import('../lib/aws/registry-policy.js'),
  ]);

  const profiles = flags.awsProfile ?? [undefined];
  const client = ecrClient(region, profiles[0]);
  const opened = await ecrRepository(client, { name, account, tags: {} });
  if (opened.value === undefined) return fail(opened.diagnostics);
  const place = { name, account };
  const repository = `${opened.value.registry}/${name}`;
  const [held, shared] = await Promise.all([stored.storedImages(client, place), sharedWith(client, place)]);
  const isAbsent = held.value?.length === 0;
  if (held.value === undefined || (shared.value === undefined && !isAbsent))
    return fail([...held.diagnostics, ...shared.diagnostics]);

  const owner = account ?? opened.value.registry.split('.')[0] ?? '';
  const sharings = shared.value === undefined ? [] : [shared.value];
  const named = new Map<string, readonly string[]>();
  const asked: string[] = [];
  for (const profile of profiles) {
    const registry = ecrClient(region, profile);
    const caller = await ecrAccount(registry);
    if (caller.value === undefined) return fail(caller.diagnostics);
    if (caller.value === owner && !asked.includes(owner)) {
      const sharing = await registrySharing(registry, name);
      if (sharing.value === undefined) return fail(sharing.diagnostics);
      sharings.push(sharing.value);
    }
    asked.push(caller.value);
    for (const one of flags.region ?? [region]) {
      const found = await namedImages(ecsClient(profile, one));
      if (found.value === undefined) return fail(found.diagnostics);
      for (const [image, by] of found.value) named.set(image, [...(named.get(image) ?? []), ...by]);
    }
  }
  const needed = new Set([owner, ...sharings.flatMap(({ accounts }) => accounts).toSorted()]);
  const unasked = [...needed].filter((one) => !asked.includes(one));
  const findings = [
    ...(unasked.length === 0 ? [] : [diagnose('images-account-unasked', { repository, accounts: unasked })]),
    ...(sharings.some(({ isOpen }) => isOpen) ? [diagnose('images-shared-with-anyone', { repository })] : []),
  ];
  const lock = readImageLock(join(read.value.project.directory, imageLockName));
  if (lock.value === undefined) return fail(lock.diagnostics, lock.sources);

  const verdicts = collectImages(held.value, {
    named,
    locked: new Set(Object.values(lock.value.images).map(({ digest }) => digest)),
    repository,
    pushedBefore: new Date(Date.now() - flags.keepDays * day),
  });
  const garbage = verdicts.filter(({ keptFor }) => keptFor === undefined).map(({ image }) => image);
  const act = flags.delete === true && findings.length === 0 && garbage.length > 0;
  const deleted = act ? await stored.deleteImages(client, place, garbage) : { value: [], diagnostics: [] };
  const all = [...findings, ...deleted.diagnostics];
  print(verdicts, { repository, deleted: new Set(deleted.value), flags, machine });
  machine.stderr.write(renderReport(all, new Map(), { colour: machine.stderr.colour }));
  return hasErrors(all) ? 1 : 0;
}

function print(
  verdicts: readonly Verdict[],
  {
    repository,
    deleted,
    flags,
    machine: { stdout },
  }: {
    readonly repository: string;
    readonly deleted: ReadonlySet<string>;
    readonly flags: CollectFlags;
    readonly machine: Machine;
  },
): void {
  if (flags.format === 'text') {
    stdout.write(verdictsText(verdicts, { repository, deleted, isDryRun: flags.delete !== true }));
    return;
  }
  const images = verdicts.map(({ image, keptFor }) => ({
    ...asJson(image),
    keptFor: keptFor ?? null,
    deleted: deleted.has(image.digest),
  }));
  stdout.write(`${JSON.stringify({ repository, images }, null, 2)}\n`);
}

function asJson({ digest, tags, pushed, bytes }: StoredImage): object {
  return { digest, tags, pushed: pushed.toISOString(), bytes };
}
