import { basename, join, relative, resolve } from 'node:path';
import { ciFiles, type CiService } from '../../lib/ci/ci-files.js';
import type { CiProject } from '../../lib/ci/ci-project.js';
import { stackName } from '../../lib/constructs/stack-name.js';
import { ComposeError } from '../../lib/diagnostics/compose-error.js';
import { diagnose, hasErrors } from '../../lib/diagnostics/diagnostic.js';
import { pipelineProblems } from '../../lib/init/pipeline-problems.js';
import { findTemplate, folderAbove, readTemplate, type Template } from '../../lib/init/read-template.js';
import { renderTemplate } from '../../lib/init/render-template.js';
import type { TemplateVariable } from '../../lib/init/template-manifest.js';
import { variableValues, type VariableValues } from '../../lib/init/variable-values.js';
import { existingFiles, type NewFile, writeNewFiles } from '../../lib/init/write-new-files.js';
import { askForVariable } from '../ask-for-variable.js';
import type { Machine } from '../machine.js';
import type { ComposeOptions } from '../options.js';
import { planProject } from '../project-inputs.js';
import { subcommand } from '../subcommand.js';
import { initialContext } from '../initial-context.js';
import { packageFolder, packageVersions } from '../version.js';

interface InitOptions extends ComposeOptions {
  readonly template?: string;
  readonly set?: readonly string[];
  readonly environments?: string;
  readonly ci?: string;
  readonly builder?: string;
  readonly repository?: string;
  readonly connection?: string;
  readonly yes?: true;
  readonly dryRun?: true;
}

/** What is asked whatever the template: every template may use the answers. */
const usual: readonly TemplateVariable[] = [
  {
    name: 'environments',
    type: 'text',
    question: 'Environments in the order of promotion, such as dev,staging,production (empty: none)',
    default: '',
    pattern: '(?:[A-Za-z0-9][A-Za-z0-9_-]*(?:,[A-Za-z0-9][A-Za-z0-9_-]*)*)?',
  },
  {
    name: 'ci',
    type: 'text',
    question: 'Continuous integration',
    default: 'none',
    choices: ['none', 'codepipeline', 'github', 'gitlab', 'jenkins'],
  },
  {
    name: 'builder',
    type: 'text',
    question: 'Builder of Docker Build Cloud as org/builder (empty: the Docker engine of the build machine)',
    default: '',
    pattern: '(?:[A-Za-z0-9][A-Za-z0-9_-]*/[A-Za-z0-9][A-Za-z0-9_.-]*)?',
    when: { ci: ['codepipeline', 'github', 'gitlab', 'jenkins'] },
  },
];

/** Writes a new CDK app for the Compose project of this folder. Writes everything or nothing, and never over a file. */
export const init = subcommand<InitOptions>({
  describe: (command) =>
    command
      .argument('[folder]', 'the app’s folder, in or below that of the Compose file', '.')
      .option('--template <name>', 'a folder, or an installed npm package, with a template of your own')
      .option('--environments <names>', 'the environments to declare: dev,staging,production')
      .option('--ci <system>', 'none, codepipeline, github, gitlab or jenkins')
      .option('--builder <name>', 'org/builder of Docker Build Cloud, for --ci')
      .option('--repository <name>', 'owner/name of the repository, for --ci codepipeline')
      .option('--connection <arn>', 'of AWS CodeConnections, for --ci codepipeline')
      .option(
        '--set <name=value>',
        'a variable of the template; again for more',
        (value, earlier: string[] = []) => [...earlier, value],
      )
      .option('-y, --yes', 'ask nothing: take the defaults')
      .option('--dry-run', 'print what would be written'),

  run: async (
    { template: named, set = [], environments, ci, builder, repository, connection, yes, dryRun, ...options },
    [folder = '.'],
    machine,
  ) => {
    const planned = planProject(options, machine);
    const { value: inputs } = planned;
    if (inputs === undefined || hasErrors(planned.diagnostics))
      throw new ComposeError(planned.diagnostics, planned.sources);
    const template = templateOf(named, machine);
    const variables = [...usual, ...template.manifest.variables];
    const flags = Object.entries({ environments, ci, builder, repository, connection });
    const settings = [
      ...flags.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`])),
      ...set,
    ];
    const answered = await variableValues(
      variables,
      settings,
      yes === true || machine.ask === undefined ? undefined : askForVariable(machine),
    );
    if (answered.value === undefined) throw new ComposeError(answered.diagnostics);
    const unfit = pipelineProblems(template.manifest, answered.value);
    if (unfit.length > 0) throw new ComposeError(unfit);
    const app = resolve(machine.directory, folder);
    const places = {
      app,
      repository: folderAbove(app, '.git') ?? inputs.project.directory,
      project: inputs.project.project.name,
      context: initialContext(options, inputs.project, { app, from: machine.directory }),
    };
    const files = [...newFiles(template, answered.value, places), ...newCiFiles(answered.value, places)];
    if (dryRun === true) {
      for (const { path, content } of files)
        machine.stdout.write(`==> ${shown(path, machine)} <==\n${content.toString('utf8').trimEnd()}\n\n`);
      return 0;
    }
    const inTheWay = existingFiles(files).map((path) => shown(path, machine));
    const failures =
      inTheWay.length > 0 ? [diagnose('files-in-the-way', { files: inTheWay })] : writeNewFiles(files);
    if (failures.length > 0) throw new ComposeError(failures);
    machine.stdout.write(files.map(({ path }) => `wrote ${shown(path, machine)}\n`).join(''));
    const enter = folder === '.' ? '' : `cd ${folder} && `;
    machine.stderr.write(`next: ${enter}npm install && npm test && npx cdk synth\n`);
    return 0;
  },
});

function templateOf(named: string | undefined, machine: Machine): Template {
  const folder =
    named === undefined ? join(packageFolder(), 'templates/app') : findTemplate(named, machine.directory);
  if (folder === undefined)
    throw new ComposeError([diagnose('template-not-found', { template: named ?? '' })]);
  const { value, diagnostics, sources } = readTemplate(folder);
  if (value === undefined) throw new ComposeError(diagnostics, sources);
  return value;
}

interface Places {
  readonly app: string;
  readonly repository: string;
  readonly project: string;
  /** The `compose:` keys of the app's cdk.json, but for the environments. */
  readonly context: Readonly<Record<string, unknown>>;
}

function newFiles(
  template: Template,
  values: VariableValues,
  { app, repository, project, context }: Places,
): readonly NewFile[] {
  const names = String(values['environments']).split(',').filter(Boolean);
  const environments = Object.fromEntries(names.map((name) => [name, {}]));
  const { value: files, diagnostics } = renderTemplate(template.manifest, template.files, {
    ...values,
    ...packageVersions(),
    project,
    folder: basename(app),
    appFolder: relative(repository, app).replaceAll('\\', '/') || '.',
    program: values['ci'] === 'codepipeline' ? pipelineProgram : ownProgram,
    environmentsJson: asJson(environments),
    contextJson: asJson({ ...context, 'compose:environments': environments }),
  });
  if (files === undefined)
    throw new ComposeError(
      diagnostics,
      new Map(template.files.map(({ path, content }) => [path, String(content)])),
    );
  return files.map(({ path, content, executable }) => {
    const [part = '', ...rest] = path.split('/');
    return { path: join(part === 'repository' ? repository : app, ...rest), content, executable };
  });
}

const ownProgram = 'npx cdk-compose build --if-stale && node --import tsx bin/app.ts';
// Its stack is deployed from a laptop without Docker; images are built by its first step.
const pipelineProgram = 'node --import tsx bin/pipeline.ts';

function asJson(value: object): { readonly json: string } {
  return { json: JSON.stringify(value, undefined, 2) };
}

function newCiFiles(
  { ci, environments, builder }: VariableValues,
  { app, repository, project }: Places,
): readonly NewFile[] {
  if (ci === 'none' || ci === 'codepipeline') return [];
  if (app !== repository)
    throw new ComposeError([diagnose('ci-outside-of-app', { folder: relative(repository, app) })]);
  const names = String(environments).split(',').filter(Boolean);
  const ciProject: CiProject = {
    environments: (names.length === 0 ? [undefined] : names).map((name) => ({
      name,
      stack: stackName(project, name),
      region: undefined,
    })),
    branch: 'main',
    buildCloud: buildCloudOf(String(builder)),
  };
  return Object.entries(ciFiles(ci as CiService, ciProject)).map(([path, text]) => ({
    path: join(repository, path),
    content: Buffer.from(text),
    executable: false,
  }));
}

function buildCloudOf(name: string): CiProject['buildCloud'] {
  const [organization, builder] = name.split('/');
  return organization === undefined || builder === undefined ? undefined : { organization, builder };
}

function shown(path: string, { directory }: Machine): string {
  return relative(directory, path);
}
