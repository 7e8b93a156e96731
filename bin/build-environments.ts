import { hasErrors, type Sources } from '../lib/diagnostics/diagnostic.js';
import { renderReport } from '../lib/diagnostics/report.js';
import { readImageLock } from '../lib/images/image-lock-file.js';
import { mirrorImages } from '../lib/images/mirror-images.js';
import { promoteImages } from '../lib/images/promote-images.js';
import type { ComposeContext } from '../lib/constructs/context.js';
import type { RepositoryBinding } from '../lib/model/bindings.js';
import type { ProjectInputs } from '../lib/project-inputs.js';
import { buildAndReport, interruptedExitCode, type BuildFlags } from './build-and-report.js';
import { buildPorts } from './build-ports.js';
import { interruption } from './interruption.js';
import type { Machine } from './machine.js';
import { readEveryInputs, readProjectInputs } from './project-inputs.js';

/** What is built, for which environments. */
export interface EnvironmentsTask {
  /** One for each environment that is to be built for. */
  readonly inputs: readonly ProjectInputs[];
  readonly flags: BuildFlags;
  /** Of the image lock. */
  readonly path: string;
  readonly sources: Sources;
  readonly context: ComposeContext;
}

/**
 * Builds the images of some environments, into one repository and one lock; then copies them, by digest, to where
 * environments in other regions pull from, and lets their accounts pull.
 */
export async function buildEnvironments(task: EnvironmentsTask, machine: Machine): Promise<number> {
  const { flags, path, sources } = task;
  const home = homeRepository(task, machine);
  for (const [index, known] of task.inputs.entries()) {
    const { environment } = known;
    const options = environment === undefined ? flags : { ...flags, environment };
    // Read anew: the lock has what was built for the environment before.
    const inputs = index === 0 ? known : readProjectInputs(options, machine).value;
    if (inputs === undefined) return 1;
    const lock = readImageLock(path).value ?? { version: 1, images: {} };
    const bindings = home === undefined ? inputs.bindings : { ...inputs.bindings, repository: home };
    const code = await buildAndReport(
      { inputs: { ...inputs, bindings }, lock, path, sources, contextBuilder: task.context.builder },
      flags,
      machine,
    );
    if (code !== 0) return code;
  }
  if (home === undefined || flags.registry !== undefined) return 0;
  const built = task.inputs.map(({ environment = '' }) =>
    readProjectInputs({ ...flags, environment }, machine),
  );
  return promote(home, { ...task, inputs: built.flatMap(({ value }) => value ?? []) }, machine);
}

/** Where all images are built into: the repository of the first environment, whichever is built for. */
function homeRepository(task: EnvironmentsTask, machine: Machine): RepositoryBinding | undefined {
  const { environment, ...flags } = task.flags;
  const [first] = task.inputs;
  if (first?.environment === undefined) return undefined;
  const declaredFirst = environment === undefined ? first : readEveryInputs(flags, machine)[0]?.value;
  return repositoryIn(declaredFirst ?? first, task, machine);
}

/** Where the images of an environment are pulled from; one that states no region is in the caller's. */
function repositoryIn(
  { bindings: { repository }, env, project: { project } }: ProjectInputs,
  { flags, context }: EnvironmentsTask,
  { environment }: Machine,
): RepositoryBinding | undefined {
  const account = flags.imageAccount ?? context.imageAccount;
  const region = env?.region ?? environment['AWS_REGION'] ?? environment['CDK_DEFAULT_REGION'];
  if (repository !== undefined || account === undefined || region === undefined) return repository;
  return { name: project.name, account, region };
}

async function promote(home: RepositoryBinding, task: EnvironmentsTask, machine: Machine): Promise<number> {
  const { environment, stderr } = machine;
  const { path } = task;
  const inputs = task.inputs.map((one) => ({ ...one, repository: repositoryIn(one, task, machine) }));
  const [first] = inputs;
  if (first === undefined) return 0;
  const { signal, stopListening } = interruption(machine);
  const portsTo = (repository: RepositoryBinding) =>
    buildPorts(
      { project: first.project.project.name, bindings: { version: 1, repository } },
      environment,
      signal,
    );
  const lock = readImageLock(path).value ?? { version: 1, images: {} };
  const repositories = new Map(
    inputs.flatMap(({ repository }) =>
      repository === undefined ? [] : [[JSON.stringify(repository), repository] as const],
    ),
  );
  const { shareRepository } = await import('../lib/aws/repository-policy.js');
  const { ecrClient } = await import('../lib/aws/ecr-repository.js');
  try {
    for (const repository of repositories.values()) {
      const users = inputs.filter((one) => JSON.stringify(one.repository) === JSON.stringify(repository));
      const tags = users.flatMap(({ images }) =>
        Object.values(images).flatMap(({ from, key }) => (from === 'build' ? [key] : [])),
      );
      const ports = portsTo(repository);
      const [source, target] = [await portsTo(home).repository(), await ports.repository()];
      const found = [...source.diagnostics, ...target.diagnostics];
      const isHome = repository.region === home.region && repository.account === home.account;
      if (source.value !== undefined && target.value !== undefined && !isHome && tags.length > 0) {
        const promotion = { lock, tags: [...new Set(tags)], home: source.value, target: target.value };
        const { copied, diagnostics } = await promoteImages(promotion, ports.buildx());
        found.push(...diagnostics);
        for (const { project: loaded, images } of users) {
          const request = { loaded, images, lock, environment };
          found.push(...(await mirrorImages(request, ports, new Map())).diagnostics);
        }
        if (copied.length > 0)
          stderr.write(`copied ${copied.length} to ${target.value.registry}/${target.value.name}\n`);
      }
      const others = users.flatMap(({ env }) =>
        env?.account === undefined || env.account === repository.account ? [] : [env.account],
      );
      if (others.length > 0 && tags.length > 0 && !hasErrors(found)) {
        const { name, account } = repository;
        const accounts = [...new Set(others)].toSorted();
        const shared = await shareRepository(ecrClient(repository.region), { name, account }, accounts);
        found.push(...shared.diagnostics);
      }
      stderr.write(renderReport(found, new Map(), { colour: stderr.colour }));
      if (hasErrors(found)) return signal.aborted ? interruptedExitCode : 1;
    }
    return 0;
  } finally {
    stopListening();
  }
}
