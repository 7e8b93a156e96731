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

/** What is still to be mended; a case that was leaves the list. */
const crashing: readonly string[] = ['nulls/nulls-052', 'ports/ports-069'];
const unsound: readonly string[] = [
  'compose-spec-docs/spec--10-fragments-03: mount-points',
  'environment/environment-012: environment',
  'healthcheck/healthcheck-007: health-check',
  'name/name-015: namespace-name',
  'networks/networks-010: egress',
  'ports/ports-070: listener-protocol',
  'ports/ports-070: ports',
  'profiles/profiles-034: mount-points',
  'top_networks/top_networks-008: egress',
  'volumes/volumes-029: mount-points',
  'volumes/volumes-030: mount-points',
  'volumes/volumes-032: mount-points',
  'volumes/volumes-040: mount-points',
  'volumes/volumes-058: mount-points',
  'volumes/volumes-061: mount-points',
];

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

    test('hundreds become templates', () => {
      expect(templates).toBeGreaterThan(900);
    });

    test('none crashes', () => {
      expect(crashes.filter((crash) => !crashing.some((id) => crash.startsWith(`${id}:`)))).toEqual([]);
    });

    test('no template holds what AWS refuses', () => {
      expect([...new Set(findings)].filter((finding) => !unsound.includes(finding))).toEqual([]);
    });

    test('a refusal names its place and its remedy', () => {
      expect(bare).toEqual([]);
    });
  },
);
