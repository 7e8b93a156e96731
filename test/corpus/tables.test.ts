/** The loader's own cases, small and odd as they are, on through plan and synthesis: nothing crashes, nothing is refused late. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasErrors } from '../../lib/diagnostics/diagnostic.js';
import { conformanceCases, type ConformanceCase } from '../conformance/conformance-case.js';
import { checkDeployment } from '../fargate/check-deployment.js';
import { describeWith, sharedMaterial } from '../support/shared-folder.js';
import { loadFrom } from './load-case.js';
import { mapProject } from './map-project.js';

describeWith(
  sharedMaterial('corpus'),
  'no corpus of loading cases',
  'every loading case that has no error',
  (corpus) => {
    const scratch = mkdtempSync(join(tmpdir(), 'cdk-compose-tables-'));
    const crashes: string[] = [];
    const findings: string[] = [];
    const bare: string[] = [];
    let templates = 0;

    beforeAll(() => {
      jest.spyOn(console, 'error').mockImplementation(() => undefined);
      for (const each of conformanceCases(corpus, scratch)) judge(each);
    }, 600_000);
    afterAll(() => rmSync(scratch, { recursive: true, force: true }));

    function judge({ group, id, directory, cwd, args, env }: ConformanceCase): void {
      const name = `${group}/${id}`;
      // What follows -- is for `config`, and says how to print.
      const flags = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
      try {
        const { value, diagnostics } = loadFrom(join(directory, cwd), { args: flags, env });
        if (value === undefined || hasErrors(diagnostics)) return;
        const mapped = mapProject(value);
        for (const { severity, code, at, fix } of mapped.diagnostics)
          if (severity === 'error' && (at === undefined || fix === undefined)) bare.push(`${name}: ${code}`);
        if (mapped.templates === undefined) return;
        templates++;
        findings.push(...checkDeployment(mapped.templates).map(({ rule }) => `${name}: ${rule}`));
      } catch (error) {
        crashes.push(`${name}: ${String(error)}`);
      }
    }

    test('a thousand become templates', () => {
      expect(templates).toBeGreaterThanOrEqual(1073);
    });

    test('none crashes', () => {
      expect(crashes).toEqual([]);
    });

    test('no template holds what AWS refuses', () => {
      expect([...new Set(findings)]).toEqual([]);
    });

    test('a refusal names its place and its remedy', () => {
      expect(bare).toEqual([]);
    });
  },
);
