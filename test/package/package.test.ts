/** The package as another package gets it: packed, installed beside its dependencies alone, used three ways. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Environments } from '../../lib/model/environment-declaration.js';
import { lockImages } from '../pipeline/pipeline.js';
import { root } from '../support/source-files.js';
import { readGuide } from './read-guide.js';
import { readPipelineAssembly } from './read-pipeline-assembly.js';

interface Manifest {
  readonly version: string;
  readonly files: readonly string[];
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
const work = mkdtempSync(join(tmpdir(), 'cdk-compose-package-'));
const consumer = join(work, 'consumer');
const installed = join(consumer, 'node_modules/cdk-compose');
const cli = join(installed, 'dist/bin/cdk-compose.js');

beforeAll(() => {
  const staging = join(work, 'staging');
  mkdirSync(staging);
  // Everything but what packing makes or brings, so that packing builds from the sources.
  for (const name of readdirSync(root)) {
    if (!['node_modules', 'dist', '.git', 'cdk.out', 'coverage'].includes(name)) {
      cpSync(join(root, name), join(staging, name), { recursive: true });
    }
  }
  symlinkSync(join(root, 'node_modules'), join(staging, 'node_modules'));
  const tarball =
    run('npm', ['pack', '--silent', '--pack-destination', work], staging).trim().split('\n').at(-1) ?? '';
  mkdirSync(installed, { recursive: true });
  run('tar', ['-xzf', join(work, tarball), '--strip-components=1', '-C', installed], work);
  for (const name of [...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies)]) {
    const place = join(consumer, 'node_modules', name);
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), place);
  }
  writeFileSync(join(consumer, 'package.json'), '{ "name": "consumer", "private": true }');
  // As npm does with programs that it installs.
  chmodSync(cli, 0o755);
  mkdirSync(join(consumer, 'node_modules/.bin'));
  symlinkSync(cli, join(consumer, 'node_modules/.bin/cdk-compose'));
}, 120_000);

afterAll(() => rmSync(work, { recursive: true, force: true }));

function run(command: string, args: readonly string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Runs a line as it is typed; npx may take nothing from the network. */
function shell(command: string, cwd: string): void {
  const env = { ...process.env, npm_config_offline: 'true', npm_config_yes: 'false' };
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], { cwd, env, encoding: 'utf8' });
  expect({ command, status, output: status === 0 ? '' : `${stdout}${stderr}` }).toEqual({
    command,
    status: 0,
    output: '',
  });
}

/** What `npm install` does in an app that `init` wrote, without a registry. */
function install(app: string): void {
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(join(app, 'package.json'), 'utf8'),
  ) as Manifest;
  for (const name of Object.keys({ ...dependencies, ...devDependencies })) {
    const place = join(app, 'node_modules', name);
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(name === 'cdk-compose' ? installed : join(root, 'node_modules', name), place);
  }
  mkdirSync(join(app, 'node_modules/.bin'));
  const programs = {
    cdk: 'aws-cdk/bin/cdk',
    tsc: 'typescript/bin/tsc',
    'cdk-compose': 'cdk-compose/dist/bin/cdk-compose.js',
  };
  for (const [name, file] of Object.entries(programs)) {
    symlinkSync(join(app, 'node_modules', file), join(app, 'node_modules/.bin', name));
  }
}

const useIt = `
  const app = new App();
  const stack = new Stack(app, 'Shop');
  if (typeof ComposeApp !== 'function') throw new Error('no ComposeApp');
  console.log(typeof loadProject, typeof planDeployment, ComposeError.isComposeError(new ComposeError([])));
`;

test('it is used from CommonJS', () => {
  const script = `const { App, Stack } = require('aws-cdk-lib');
    const { ComposeApp, ComposeError, loadProject, planDeployment } = require('cdk-compose');${useIt}`;
  expect(run('node', ['-e', script], consumer)).toBe('function function true\n');
});

test('it is used from an ES module', () => {
  const script = `import { App, Stack } from 'aws-cdk-lib';
    import { ComposeApp, ComposeError, loadProject, planDeployment } from 'cdk-compose';${useIt}`;
  expect(run('node', ['--input-type=module', '-e', script], consumer)).toBe('function function true\n');
});

test('its types compile in a strict project', () => {
  writeFileSync(
    join(consumer, 'consumer.ts'),
    `import { ComposeError, type Diagnostic, type DeploymentPlan } from 'cdk-compose';
     export function codes(error: ComposeError): readonly string[] {
       return error.diagnostics.map((diagnostic: Diagnostic) => diagnostic.code);
     }
     export const names = (plan: DeploymentPlan): readonly string[] => plan.services.map(({ name }) => name);`,
  );
  // The CDK's own declarations want Disposable.
  const options = '--noEmit --strict --target es2022 --lib es2022,esnext.disposable --module nodenext';
  const { stdout } = spawnSync(
    join(root, 'node_modules/.bin/tsc'),
    [...options.split(' '), '--types', '', 'consumer.ts'],
    { cwd: consumer, encoding: 'utf8' },
  );
  expect(stdout).toBe('');
}, 60_000);

test('an app that init writes passes its own tests, and synthesizes, from a fresh clone', () => {
  const app = join(consumer, 'shop');
  mkdirSync(app);
  writeFileSync(
    join(app, 'compose.yaml'),
    'services:\n  web:\n    image: nginx:1.27\n    ports: ["80:80"]\n',
  );
  run('node', [cli, 'init', '--environments', 'dev,production'], app);
  const clone = join(consumer, 'clone');
  run('git', ['init', '--quiet'], app);
  run('git', ['add', '--all'], app);
  run('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '--quiet', '--message', 'app'], app);
  run('git', ['clone', '--quiet', app, clone], consumer);
  install(clone);
  // Node.js 24 has another reporter than 20.
  expect(run('npm', ['test'], clone)).toMatch(/^(?:#|ℹ) pass 6\n(?:#|ℹ) fail 0$/m);
  run('npm', ['run', 'synth', '--', '-c', 'compose:environment=production', '--no-notices'], clone);
  const templates = readdirSync(join(clone, 'cdk.out')).filter((name) => name.endsWith('.template.json'));
  expect(templates).toEqual(['shop-production.template.json']);
}, 180_000);

test('the guide’s commands lead from an empty folder to a pipeline of three stages', () => {
  const app = join(consumer, 'guide');
  const { files, commands } = readGuide(readFileSync(join(root, 'docs/pipeline.md'), 'utf8'));
  expect(Object.keys(files)).toEqual(['compose.yaml', 'web/Dockerfile']);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(app, path)), { recursive: true });
    writeFileSync(join(app, path), text);
  }
  expect(commands.at(-1)).toBe('npx cdk synth');
  for (const command of commands) {
    if (command === 'npm install') install(app);
    else shell(command, app);
  }
  // As the pipeline's first step does it, once the images are built.
  const { context } = JSON.parse(readFileSync(join(app, 'cdk.json'), 'utf8')) as {
    context: { 'compose:environments': Environments };
  };
  lockImages(app, context['compose:environments']);
  shell('npx cdk synth', app);
  const { stages, digests } = readPipelineAssembly(join(app, 'cdk.out'));
  expect(stages.map(({ name, isApproved }) => [name, isApproved])).toEqual([
    ['dev', false],
    ['staging', true],
    ['production', true],
  ]);
  const locked = [`sha256:${'a'.repeat(64)}`, `sha256:${'b'.repeat(64)}`];
  expect(digests).toEqual({ dev: locked, staging: locked, production: locked });
}, 240_000);

test('its command runs', () => {
  expect(run('node', [join(installed, 'dist/bin/cdk-compose.js'), '--version'], consumer)).toBe(
    `${manifest.version}\n`,
  );
});

test.each([
  ['config', false],
  ['check', false],
  ['plan', false],
  ['convert', true],
])('%s loads aws-cdk-lib: %s', (command, loads) => {
  const spy = `process.on('exit', () => process._rawDebug(
    Object.keys(require.cache).some((file) => file.includes('aws-cdk-lib'))));`;
  writeFileSync(join(work, 'spy.cjs'), spy);
  const { stderr } = spawnSync(
    'node',
    ['-r', join(work, 'spy.cjs'), join(installed, 'dist/bin/cdk-compose.js'), command],
    {
      cwd: join(root, 'samples/hello'),
      encoding: 'utf8',
    },
  );
  expect(stderr.trimEnd().split('\n').at(-1)).toBe(String(loads));
});

test('its command finds the program of the threads that share the hashing of a large context', () => {
  const project = join(work, 'large');
  mkdirSync(project);
  writeFileSync(join(project, 'compose.yaml'), 'services: { web: { build: . } }');
  writeFileSync(join(project, 'Dockerfile'), 'FROM scratch\nCOPY . /\n');
  for (const name of ['a', 'b']) {
    writeFileSync(join(project, name), '');
    truncateSync(join(project, name), 40 << 20);
  }
  const spy = `const threads = require('node:worker_threads');
    threads.Worker = class { constructor(file) { process._rawDebug('thread ' + file); } on() {} unref() {} };
    require('node:os').availableParallelism = () => 2;`;
  writeFileSync(join(work, 'threads.cjs'), spy);
  const { stderr } = spawnSync('node', ['-r', join(work, 'threads.cjs'), cli, 'plan'], {
    cwd: project,
    encoding: 'utf8',
  });
  const files = [...stderr.matchAll(/^thread (.*)$/gm)].map(([, file = '']) => file);
  expect(files.map((file) => [basename(file), existsSync(file)])).toEqual([['hashing-thread.js', true]]);
});

test('it holds what package.json promises, and no test or source', () => {
  expect(manifest.files.filter((name) => !existsSync(join(installed, name)))).toEqual([]);
  expect(existsSync(join(installed, 'lib'))).toBe(false);
  expect(existsSync(join(installed, 'dist/test'))).toBe(false);
});

test('peers are development dependencies too, at the same versions', () => {
  for (const [name, range] of Object.entries(manifest.peerDependencies)) {
    expect(manifest.devDependencies[name]).toBe(range);
  }
});
