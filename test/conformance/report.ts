/**
 * Runs the corpus, or the cases whose table or id contains a word, and prints what differs:
 * `node --import tsx test/conformance/report.ts [word]`.
 */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sharedMaterial } from '../support/shared-folder.js';
import { conformanceCases } from './conformance-case.js';
import { runCase } from './run-case.js';
import { summaryOf } from './summary.js';

const corpus = sharedMaterial('corpus');
if (corpus === undefined) throw new Error('no corpus: CDK_COMPOSE_SHARED names the folder that holds it');
const scratch = mkdtempSync(join(realpathSync(tmpdir()), 'conformance-'));
try {
  const verdicts = conformanceCases(corpus, scratch, process.argv[2]).map(runCase);
  process.stdout.write(summaryOf(verdicts));
} finally {
  rmSync(scratch, { recursive: true });
}
