/**
 * What the Compose layer costs: `cdk-compose convert` of a project against the same application written in CDK by hand.
 * Whole processes, in turn (A B C D A B C D), so that the machine's changing speed falls on all; the ratio of their CPU
 * times is what counts. Run it with `npm run bench:convert [services] [pairs]` after `npm run build`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { composeText } from './project.js';

const [services = 40, pairs = 7] = process.argv.slice(2).map(Number);
const root = resolve(__dirname, '../..');
// Inside the package, so that the bundle finds its modules.
const folder = mkdtempSync(join(root, '.bench-'));
const meter = join(folder, 'meter.js');

try {
  writeFileSync(
    meter,
    `process.on('exit', () => {
      const { user, system } = process.cpuUsage();
      require('node:fs').writeFileSync(process.env.BENCH_REPORT, String(user + system));
    });`,
  );
  writeFileSync(join(folder, 'compose.yaml'), composeText(services));
  const byHand = join(folder, 'by-hand.js');
  buildSync({
    entryPoints: [join(__dirname, 'by-hand.ts')],
    outfile: byHand,
    bundle: true,
    packages: 'external',
    platform: 'node',
    logLevel: 'error',
  });
  const contenders = {
    compose: [join(root, 'dist/bin/cdk-compose.js'), 'convert', '--output', join(folder, 'compose')],
    lean: [byHand, join(folder, 'lean'), String(services), 'lean'],
    init: [byHand, join(folder, 'init'), String(services), 'init'],
    unoptimized: ['--no-opt', '--no-maglev', byHand, join(folder, 'unoptimized'), String(services), 'lean'],
  };
  const rounds = Array.from({ length: pairs + 1 }, () => ({
    compose: cpuSeconds(contenders.compose),
    lean: cpuSeconds(contenders.lean),
    init: cpuSeconds(contenders.init),
    unoptimized: cpuSeconds(contenders.unoptimized),
  })).slice(1);
  console.log(
    `convert: ${median(rounds.map(({ compose }) => compose)).toFixed(2)} s, ${count('compose')} resources`,
  );
  report('by hand, with the settings of our app', 'lean');
  report('by hand, with those of cdk init', 'init');
  // As if the other app spared the optimizers too: what is left is the work of the Compose layer itself.
  report('by hand, with those of our app and our settings of V8', 'unoptimized');

  function report(title: string, by: 'lean' | 'init' | 'unoptimized'): void {
    const ratios = rounds.map((round) => round.compose / round[by]);
    console.log(
      `${title}: ${median(rounds.map((round) => round[by])).toFixed(2)} s, ${count(by)} resources, ` +
        `ratio ${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** CPU seconds, user and system, of a whole process; it reports them itself when it ends. */
function cpuSeconds(args: readonly string[]): number {
  const report = join(folder, 'cpu');
  const result = spawnSync(process.execPath, ['--require', meter, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, BENCH_REPORT: report, CDK_VALIDATION: 'false' },
  });
  if (result.status !== 0) throw new Error(`${args.join(' ')} failed:\n${result.stderr}`);
  return Number(readFileSync(report, 'utf8')) / 1e6;
}

/** Resources of the template in a folder. */
function count(name: string): number {
  const path = join(folder, name);
  const template = readdirSync(path).find((file) => file.endsWith('.template.json'));
  if (template === undefined) throw new Error(`no template in ${path}`);
  const { Resources } = JSON.parse(readFileSync(join(path, template), 'utf8')) as { Resources: object };
  return Object.keys(Resources).length;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
