import { rmSync } from 'node:fs';
import { renderReport } from '../../lib/diagnostics/report.js';
import { formatPlan } from '../../lib/plan/format.js';
import { describeWith, sharedMaterial } from '../support/shared-folder.js';
import { applications, sampled } from './corpus-case.js';
import { leaksIn } from './leaks.js';
import { mapProject } from './map-project.js';
import { needsOfHost } from './needs-of-host.js';
import { canaries, planted } from './planted.js';

const { environment: _, environmentFile: __, connection: ___, ...secrets } = canaries;

describeWith(sharedMaterial('corpus'), 'no corpus of real projects', 'secrets planted in', (corpus) => {
  const hidden = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const cases = sampled(
    applications(corpus).filter((each) => needsOfHost(each).length === 0),
    20,
  );

  test.each(cases.map((each) => [each.id, each] as const))('%s are nowhere to be seen', (_id, each) => {
    const { value, diagnostics, sources, folder } = planted(corpus, each);
    try {
      expect(value?.project.secrets).toHaveProperty('canary_file');
      if (value === undefined) return;
      const mapped = mapProject(value);
      const report = renderReport([...diagnostics, ...mapped.diagnostics], sources);
      const written = new Map([
        ['template', JSON.stringify(mapped.templates ?? {})],
        ['plan', mapped.plan === undefined ? '' : formatPlan(mapped.plan)],
        ['plan data', JSON.stringify(mapped.plan ?? {})],
        ['report', report],
        ['stderr', JSON.stringify(hidden.mock.calls)],
      ]);
      expect(leaksIn(written, Object.values(secrets))).toEqual([]);
      // Values of the environment are in the template, unless lifted; people never see them.
      const seen = new Map(['plan', 'report', 'stderr'].map((name) => [name, written.get(name) ?? '']));
      expect(leaksIn(seen, Object.values(canaries))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
