import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWith, sharedMaterial } from '../support/shared-folder.js';
import { conformanceCases } from './conformance-case.js';
import { knownDifferences } from './known-differences.js';
import { runCase, type Verdict } from './run-case.js';
import { summaryOf } from './summary.js';

describeWith(
  sharedMaterial('corpus'),
  'no corpus',
  'what docker compose config prints, we print',
  (corpus) => {
    // Short: where lines are folded counts the folder in.
    const scratch = mkdtempSync(join(realpathSync(tmpdir()), 'c-'));
    let verdicts: readonly Verdict[] = [];
    beforeAll(() => {
      verdicts = conformanceCases(corpus, scratch).map(runCase);
    }, 120_000);
    afterAll(() => rmSync(scratch, { recursive: true }));

    test('every case gives the same result, or is refused for the same kind of reason', () => {
      const failures = verdicts.filter(({ failure }) => failure !== undefined);
      const unknown = failures.filter(({ id }) => !Object.hasOwn(knownDifferences, id));
      expect({ cases: verdicts.length > 1000, failures: summaryOf(unknown) }).toEqual({
        cases: true,
        failures: summaryOf([]),
      });
    });

    test('the YAML is equal to the byte', () => {
      expect(verdicts.filter(({ sameBytes }) => sameBytes === false).map(({ id }) => id)).toEqual([]);
    });

    test('no known difference has disappeared unnoticed', () => {
      const failed = new Set(verdicts.filter(({ failure }) => failure !== undefined).map(({ id }) => id));
      expect(Object.keys(knownDifferences).filter((id) => !failed.has(id))).toEqual([]);
    });
  },
);
