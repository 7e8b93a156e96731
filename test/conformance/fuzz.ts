/**
 * Loads mutated cases of the corpus and looks for what must never happen: a throw, a refusal without an error, a load
 * that takes longer than two seconds. `node --import tsx test/conformance/fuzz.ts [rounds] [seed]`.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { sharedMaterial } from '../support/shared-folder.js';
import { mutate, randomFrom } from './mutate.js';
import { tryLoad, type Seed } from './try-load.js';

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
