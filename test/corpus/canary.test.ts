import { readFileSync, rmSync } from 'node:fs';
import { renderReport } from '../../lib/diagnostics/report.js';
import { formatPlan } from '../../lib/plan/format.js';
import { pushSecrets } from '../../lib/secrets/push-secrets.js';
import { wantedSecrets } from '../../lib/secrets/wanted-secrets.js';
import { memoryStore } from '../secrets/memory-store.js';
import { describeWith, sharedMaterial } from '../support/shared-folder.js';
import { applications, sampled } from './corpus-case.js';
import { leaksIn } from './leaks.js';
import { mapProject } from './map-project.js';
import { needsOfHost } from './needs-of-host.js';
import { canaries, planted } from './planted.js';

const { environment: _, environmentFile: __, connection: ___, ...secrets } = canaries;
/** What tasks get. */
const { buildSecret: ____, ...runtime } = canaries;

describeWith(sharedMaterial('corpus'), 'no corpus of real projects', 'secrets planted in', (corpus) => {
  const hidden = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const cases = sampled(
    applications(corpus).filter((each) => needsOfHost(each).length === 0),
    20,
  );

  test.each(cases.map((each) => [each.id, each] as const))(
    '%s reach the store of secrets, and nothing else of their environment',
    async (_id, each) => {
      const { value, diagnostics, sources, folder } = planted(corpus, each);
      try {
        if (value === undefined) return;
        const { store, secrets: stored } = memoryStore();
        const none = { version: 1 } as const;
        const wanted = wantedSecrets(value, { environment: 'staging', bindings: none });
        const pushed = await pushSecrets(
          { wanted, bindings: none, tags: {} },
          { store, local: { readFile: readFileSync, environment: value.environment } },
        );
        const held = [...stored.values()].flatMap(({ versions }) => [...versions.values()]);
        const texts = held.map(({ value: text }) => text ?? '').join('\n');
        const there = leaksIn(new Map([['store', texts]]), Object.values(runtime));
        expect(new Set(there.map(({ secret }) => secret))).toEqual(new Set(Object.values(runtime)));

        const { bindings } = pushed.value;
        const mapped = mapProject(value, undefined, { environment: 'staging', bindings });
        const findings = [...diagnostics, ...pushed.diagnostics, ...mapped.diagnostics];
        const written = new Map([
          ['bindings', JSON.stringify(bindings)],
          ['what the push says', JSON.stringify(pushed.value.outcomes)],
          ['template', JSON.stringify(mapped.templates ?? {})],
          ['plan', mapped.plan === undefined ? '' : formatPlan(mapped.plan)],
          ['plan data', JSON.stringify(mapped.plan ?? {})],
          ['report', renderReport(findings, sources)],
          ['stderr', JSON.stringify(hidden.mock.calls)],
        ]);
        expect(leaksIn(written, Object.values(canaries))).toEqual([]);
        expect(mapped.plan?.missingBindings.filter(({ what }) => what.includes('canary'))).toEqual([]);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
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
