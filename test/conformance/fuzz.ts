/**
 * Loads mutated cases of the corpus and looks for what must never happen: a throw, a refusal without an error, a load
 * that takes longer than two seconds. `node --import tsx test/conformance/fuzz.ts [rounds] [seed]`.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join, posix } from 'node:path';
import { loadProject } from '../../lib/compose/load.js';
import { printJson } from '../../lib/compose/print-json.js';
import { printYaml } from '../../lib/compose/print-yaml.js';
import { projectOptions } from '../../lib/compose/project-options.js';
import { hasErrors } from '../../lib/diagnostics/diagnostic.js';
import { renderReport } from '../../lib/diagnostics/report.js';
import { sharedMaterial } from '../support/shared-folder.js';
import { memoryFileSystem } from './memory-file-system.js';
import { mutate, randomFrom } from './mutate.js';

interface Seed {
  readonly id: string;
  readonly files: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const [rounds = 20_000, seed = 1] = process.argv.slice(2).map(Number);
const corpus = sharedMaterial('corpus', 'tables');
if (corpus === undefined) throw new Error('no corpus: CDK_COMPOSE_SHARED names the folder that holds it');
const seeds = readdirSync(corpus).flatMap((file) => {
  return (JSON.parse(readFileSync(join(corpus, file), 'utf8')) as readonly Seed[]).map((row) => ({
    ...row,
    id: `${basename(file, '.json')}/${row.id}`,
  }));
});

const random = randomFrom(seed);
const counts = { loaded: 0, refused: 0, failed: 0, slowest: 0 };
const seen = new Set<string>();
for (let round = 0; round < rounds; round++) {
  const start = seeds[random(seeds.length)];
  if (start === undefined) break;
  const names = Object.keys(start.files);
  const victim = names[random(names.length)] ?? '';
  const text = mutate(start.files[victim] ?? '', random);
  const began = performance.now();
  const outcome = tryLoad(start, { ...start.files, [victim]: text });
  const took = performance.now() - began;
  counts.slowest = Math.max(counts.slowest, took);
  const problem = took > 2_000 ? `took ${Math.round(took)} ms` : outcome;
  if (problem === 'loaded' || problem === 'refused') counts[problem]++;
  else {
    counts.failed++;
    const kind = problem.split('\n').slice(0, 2).join(' ').replace(/\d+/g, '#');
    if (!seen.has(kind))
      process.stdout.write(`${start.id} ${victim}: ${problem}\n${JSON.stringify(text).slice(0, 1500)}\n\n`);
    seen.add(kind);
  }
}
process.stdout.write(`${JSON.stringify({ rounds, seed, ...counts, slowest: Math.round(counts.slowest) })}\n`);

function tryLoad({ cwd, args, env }: Seed, texts: Readonly<Record<string, string>>): string {
  try {
    const directory = posix.join('/case', cwd);
    const files = memoryFileSystem({
      [posix.join(directory, '.keep')]: '',
      ...Object.fromEntries(
        Object.entries(texts).map(([path, text]) => [posix.join('/case/project', path), text]),
      ),
    });
    const file = args.flatMap((word, index) => (args[index - 1] === '-f' ? [word] : []));
    const profile = args.flatMap((word, index) => (args[index - 1] === '--profile' ? [word] : []));
    const found = projectOptions(
      { file, profile },
      { environment: { HOME: '/home/oracle', ...env }, directory, files },
    );
    if (found.value === undefined)
      return hasErrors(found.diagnostics) ? 'refused' : 'refused without an error';
    const { value, diagnostics, sources } = loadProject(found.value, files);
    renderReport(diagnostics, sources);
    if (value === undefined) return hasErrors(diagnostics) ? 'refused' : 'refused without an error';
    JSON.parse(printJson(value.project));
    printYaml(value.project);
    return 'loaded';
  } catch (error) {
    return error instanceof Error
      ? (error.stack ?? error.message).split('\n').slice(0, 6).join('\n')
      : String(error);
  }
}
