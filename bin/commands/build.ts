import { join } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import { diagnose, hasErrors, type Diagnostic, type Sources } from '../../lib/diagnostics/diagnostic.js';
import { nearest } from '../../lib/diagnostics/nearest.js';
import { renderReport } from '../../lib/diagnostics/report.js';
import { bakeFile } from '../../lib/images/bake-file.js';
import { explanationText } from '../../lib/images/build-text.js';
import { explainImage } from '../../lib/images/explain-image.js';
import { parseImageReference } from '../../lib/images/image-reference.js';
import { imageLockName, readImageLock } from '../../lib/images/image-lock-file.js';
import { unlockedServices } from '../../lib/images/lock-images.js';
import { plannedBuilds } from '../../lib/images/planned-builds.js';
import type { ImageLock } from '../../lib/model/image-lock.js';
import type { ProjectInputs } from '../../lib/project-inputs.js';
import type { BuildFlags } from '../build-and-report.js';
import { buildApp } from '../build-app.js';
import { buildEnvironments } from '../build-environments.js';
import { compare } from '../compare.js';
import { environmentOption } from '../environment-option.js';
import { cdkCommand } from '../cdk-command.js';
import { projectContext } from '../cdk-context.js';
import { needsNoImages, reasonNotToBuild } from '../if-stale.js';
import type { Machine } from '../machine.js';
import { useOptimizer } from '../optimizer.js';
import { readEveryInputs, readProjectInputs } from '../project-inputs.js';
import { subcommand } from '../subcommand.js';

interface BuildOptions extends BuildFlags {
  readonly print?: true;
  readonly frozen?: true;
  readonly explain?: string;
  readonly compare?: readonly string[];
  readonly app?: string;
}

/** Builds what is stale, pushes it, and writes the image lock. All but what was asked for goes to standard error. */
export const build = subcommand<BuildOptions>({
  describe: (command) =>
    command
      .option('--if-stale', 'the build step in front of a CDK app: options come from the CDK context')
      .option('--print', 'print the bake file of all builds, and build nothing')
      .option('--frozen', 'build nothing; exit with 1 if the image lock is stale')
      .option('--explain <service>', 'say which inputs of a service’s image changed, and build nothing')
      .option('--builder <name>', 'a builder of docker buildx, or org/builder of Docker Build Cloud')
      .option('--compare <builders...>', 'build on two builders, push nothing, and show what each took')
      .addOption(
        // What these say of a project, none of them says of an app; and none of them pushes.
        new Option('--app <command>', 'build what the Compose constructs of this CDK app report').conflicts([
          'print',
          'explain',
          'compare',
        ]),
      )
      .addOption(
        new Option('--registry <host>', 'push to this registry instead of Amazon ECR').argParser(
          registryHost,
        ),
      )
      .addOption(
        new Option(
          '--image-account <id>',
          'the account whose ECR repositories hold the images of all environments',
        ).argParser(accountId),
      )
      .option('--pull', 'pin pulled images anew, and look for newer base images')
      .addOption(
        new Option('--format <format>', 'how to print what was done')
          .choices(['text', 'json'])
          .default('text'),
      )
      .addOption(environmentOption()),

  run: async (flags, _, machine) => {
    useOptimizer();
    const { value: context = {} } = projectContext(machine);
    if (flags.ifStale === true && reasonNotToBuild(context, machine.environment) !== undefined) return 0;
    if (flags.app !== undefined) {
      if (flags.ifStale === true && needsNoImages(await cdkCommand())) return 0;
      return buildApp(flags.app, { flags, contextBuilder: context.builder }, machine);
    }
    // Images are the same in every environment: unless one is named, those of all of them are built.
    const reads =
      flags.ifStale === true ? [readProjectInputs(flags, machine)] : readEveryInputs(flags, machine);
    const findings = reads.flatMap(({ diagnostics }) => diagnostics);
    const sources = new Map(reads.flatMap((read) => [...read.sources]));
    const inputs = reads[0]?.value;
    if (inputs === undefined || hasErrors(findings)) {
      // In front of an app, the app says the same in a moment.
      if (flags.ifStale !== true) report(machine, findings, sources);
      return flags.ifStale === true ? 0 : 1;
    }
    const path = join(inputs.project.directory, imageLockName);
    const lock = readImageLock(path).value ?? { version: 1, images: {} };
    if (flags.explain !== undefined) return explain(flags.explain, { inputs, lock, machine });
    if (flags.print === true) return print(inputs, flags, machine);
    if (flags.compare !== undefined)
      return compare(flags.compare, { task: { inputs, lock, path, sources }, flags }, machine);

    const stale = [...new Set(reads.flatMap(({ value }) => unlockedServices(value?.images ?? {})))];
    if (flags.frozen === true) {
      if (stale.length > 0) report(machine, [diagnose('image-lock-stale', { services: stale })]);
      return stale.length > 0 ? 1 : 0;
    }
    if (flags.ifStale === true && (stale.length === 0 || needsNoImages(await cdkCommand()))) return 0;
    if (flags.ifStale !== true) report(machine, findings.filter(isNews), sources);
    const every = reads.flatMap(({ value }) => value ?? []);
    return buildEnvironments({ inputs: every, flags, path, sources, context }, machine);
  },
});

function accountId(text: string): string {
  if (/^\d{12}$/.test(text)) return text;
  throw new InvalidArgumentError('It must be the twelve digits of an AWS account.');
}

/** A registry as image references name it, with the path that some want. */
function registryHost(text: string): string {
  const [host] = text.split('/');
  if (parseImageReference(`${text}/project`)?.registry === host) return text;
  throw new InvalidArgumentError(
    'It must be a host, and the path below it in small letters where the registry wants one: ghcr.io/acme',
  );
}

interface Explained {
  readonly inputs: ProjectInputs;
  readonly lock: ImageLock;
  readonly machine: Machine;
}

function explain(service: string, { inputs: { images }, lock, machine }: Explained): number {
  const image = images[service];
  if (image === undefined) {
    const suggestion = nearest(service, Object.keys(images));
    report(machine, [
      diagnose('image-of-unknown-service', { service, services: Object.keys(images), suggestion }),
    ]);
    return 1;
  }
  machine.stdout.write(explanationText(service, image.key, explainImage(service, image, lock)));
  return 0;
}

function print(
  { project: { project }, images, bindings }: ProjectInputs,
  { registry }: BuildFlags,
  { stdout, environment }: Machine,
): number {
  const builds = plannedBuilds(project, images);
  const name = bindings.repository?.name ?? project.name;
  const { file } = bakeFile(
    project,
    { builds, images },
    {
      wanted: new Set(builds.map(({ tag }) => tag)),
      present: new Map(),
      repository: registry === undefined ? name : `${registry}/${project.name}`,
      environment,
    },
  );
  stdout.write(`${JSON.stringify(file, null, 2)}\n`);
  return 0;
}

function report({ stderr }: Machine, diagnostics: readonly Diagnostic[], sources: Sources = new Map()): void {
  stderr.write(renderReport(diagnostics, sources, { colour: stderr.colour }));
}

/** That an image is not in the lock is why one builds. */
function isNews({ code }: Diagnostic): boolean {
  return code !== 'image-not-locked';
}
