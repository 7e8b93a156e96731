/**
 * What `cdk-compose build` costs beside its yardsticks: `npm run bench:build`, on a real Docker engine and a registry of
 * this machine. Prints medians in seconds. `PAIRS` sets the number of paired runs, 15 by default.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileHash } from '../../lib/images/file-hashes.js';

interface ContextHashing {
  readonly contextHash: (root: string, rules: readonly never[]) => string;
}

const registry = '127.0.0.1:5000';
const base = `${registry}/base/busybox:1`;
const pairs = Number(process.env['PAIRS'] ?? 15);
const program = join(__dirname, '..', '..', 'dist', 'bin', 'cdk-compose.js');
/** The one of the package: its threads are JavaScript. */
const { contextHash } = require(join(dirname(program), '../lib/images/context-hash.js')) as ContextHashing;
const services = ['api', 'cart', 'mail', 'web', 'worker'];
const megabyte = 1 << 20;
const work = mkdtempSync(join(tmpdir(), 'bench-build-'));

try {
  if (process.env['CDK_COMPOSE_ENGINE'] === undefined) throw new Error('run it as npm run bench:build');
  allToBuild();
  nothingToDo();
  hashing();
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** Five services with a slow step each, none of them in a cache: ours and bare buildx in turn, then CDK's way. */
function allToBuild(): void {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    const measureOurs = (): void => {
      const root = project(`ours${pair}`);
      ours.push(timed(() => compose(root, ['build', '--registry', registry])));
    };
    const measureBare = (): void => {
      const root = project(`bare${pair}`);
      const file = compose(root, ['build', '--registry', registry, '--print']);
      writeFileSync(join(root, 'bake.json'), file);
      bare.push(timed(() => docker(root, ['buildx', 'bake', '--file', 'bake.json'])));
    };
    // Whoever comes second finds a warmer machine.
    for (const measure of pair % 2 === 0 ? [measureOurs, measureBare] : [measureBare, measureOurs]) measure();
  }
  const root = project('assets');
  const assets = timed(() => {
    for (const service of services) {
      const tag = `${registry}/assets:${service}`;
      docker(root, ['build', '--tag', service, service]);
      docker(root, ['tag', service, tag]);
      docker(root, ['push', tag]);
    }
  });
  const ratios = ours.map((seconds, index) => seconds / (bare[index] ?? seconds));
  print(`five services, all to build (${pairs} pairs)`, [
    ['cdk-compose build', median(ours)],
    ['bare buildx bake --push', median(bare)],
    ['ratio, median of pairs', median(ratios)],
    ['ratio, a quarter of the pairs is below', quantile(ratios, 1 / 4)],
    ['ratio, a quarter of the pairs is above', quantile(ratios, 3 / 4)],
    ['one after the other, as CDK assets (once)', assets],
  ]);
}

/** All is in the registry and in the lock; contexts of 200 MB each. */
function nothingToDo(): void {
  const root = project('idle', 200);
  compose(root, ['build', '--registry', registry]);
  const contexts = services.map((service) => join(root, service));
  // The yardstick: one thread of a warm process that reads file after file.
  const hashes = times(() =>
    contexts.forEach((context) => readdirSync(context).forEach((name) => fileHash(join(context, name)))),
  );
  const shared = times(() => contexts.forEach((context) => contextHash(context, [])));
  const idle = times(() => compose(root, ['build', '--registry', registry], '/nowhere'));
  const stale = times(() => compose(root, ['build', '--if-stale'], '/nowhere', root));
  const start = times(() => compose(root, ['--version'], '/nowhere'));
  print('five services of 200 MB, nothing to do, no program on the PATH', [
    ['hashing the contexts on one thread', median(hashes)],
    ['hashing them as a build does, on several', median(shared)],
    ['cdk-compose build', median(idle)],
    ['cdk-compose build --if-stale', median(stale)],
    ['of which starting Node.js (cdk-compose --version)', median(start)],
    ['ratio, build to hashing on one thread', median(idle) / median(hashes)],
    ['ratio, build --if-stale to the same', median(stale) / median(hashes)],
  ]);
}

/** A context of 1 GB in 1000 files, hot in the file cache. */
function hashing(): void {
  const root = join(work, 'large');
  for (let index = 0; index < 1000; index++) {
    const folder = join(root, `folder-${index % 40}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `file-${index}`), Buffer.alloc(megabyte, `content of ${index}`));
  }
  const before = process.memoryUsage().rss;
  const ours = times(() => contextHash(root, []));
  const grown = (process.memoryUsage().rss - before) / megabyte;
  const sum = times(() => run('sh', ['-c', 'find . -type f -print0 | xargs -0 sha256sum'], root));
  print('a context of 1 GB', [
    ['hashing it', median(ours)],
    ['sha256sum over its files', median(sum)],
    ['speed relative to sha256sum', median(sum) / median(ours)],
    ['memory grown by, MB', grown],
  ]);
}

function project(name: string, megabytes = 0): string {
  const root = join(work, name);
  for (const service of services) {
    mkdirSync(join(root, service), { recursive: true });
    writeFileSync(join(root, service, 'Dockerfile'), `FROM ${base}\nCOPY a /a\nRUN sleep 4; cat /a >/b\n`);
    writeFileSync(join(root, service, 'a'), `${service} of ${name} of ${work}`);
    for (let index = 0; index < megabytes; index++)
      writeFileSync(join(root, service, `file-${index}`), Buffer.alloc(megabyte, service));
  }
  const builds = services.map((service) => `  ${service}: {build: ./${service}}\n`).join('');
  writeFileSync(join(root, 'compose.yaml'), `name: ${name}\nservices:\n${builds}`);
  return root;
}

function compose(root: string, args: readonly string[], path = process.env['PATH'], files?: string): string {
  const context = files === undefined ? {} : { 'compose:files': join(files, 'compose.yaml') };
  const environment = { PATH: path, CI: '', CDK_CONTEXT_JSON: JSON.stringify(context) };
  return run(process.execPath, [program, ...args], root, environment);
}

function docker(root: string, args: readonly string[]): void {
  run('docker', args, root, { BUILDX_NO_DEFAULT_ATTESTATIONS: '1' });
}

function run(command: string, args: readonly string[], cwd: string, environment: object = {}): string {
  const options = { cwd, env: { ...process.env, ...environment }, maxBuffer: 100 * megabyte };
  const { status, stdout, stderr } = spawnSync(command, args, options);
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${String(stderr)}`);
  return String(stdout);
}

function timed(act: () => unknown): number {
  const started = performance.now();
  act();
  return (performance.now() - started) / 1000;
}

function times(act: () => unknown): readonly number[] {
  return Array.from({ length: 7 }, () => timed(act));
}

function median(values: readonly number[]): number {
  return quantile(values, 1 / 2);
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;
}

function print(title: string, rows: readonly (readonly [string, number])[]): void {
  const lines = rows.map(
    ([name, value]) => `  ${name.padEnd(50)}${value.toFixed(name.startsWith('ratio') ? 3 : 2).padStart(8)}\n`,
  );
  process.stdout.write(`${title}\n${lines.join('')}`);
}
