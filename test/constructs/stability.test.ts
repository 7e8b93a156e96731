import type { DeploymentPlan, ServicePlan } from '../../lib/model/deployment-plan.js';
import { decided, service } from './fixtures/plan.js';
import { templateOf } from './fixtures/template.js';
import { votingApp } from './fixtures/voting-app.js';

type Resources = Readonly<Record<string, { readonly Type: string; readonly Properties?: unknown }>>;

function resources(plan: DeploymentPlan, path: readonly string[] = ['App']): Resources {
  return templateOf(plan, () => ({}), { path }).toJSON()['Resources'] as Resources;
}

function changed(before: Resources, after: Resources): readonly string[] {
  const ids = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...ids].filter((id) => JSON.stringify(before[id]) !== JSON.stringify(after[id])).toSorted();
}

const before = resources(votingApp);

describe('adding a service', () => {
  const added: ServicePlan = service('cache', { networks: [decided('back-tier')] });
  const after = resources({ ...votingApp, services: [added, ...votingApp.services] });

  test('adds resources of its own and touches no other', () => {
    const difference = changed(before, after);
    expect(difference.length).toBeGreaterThan(5);
    expect(difference.filter((id) => !id.startsWith('AppServicescache'))).toEqual([]);
  });
});

test('removing a service removes its resources and touches no other', () => {
  const services = votingApp.services.filter(({ name }) => name !== 'worker');
  const difference = changed(before, resources({ ...votingApp, services }));
  expect(difference.length).toBeGreaterThan(5);
  expect(difference.filter((id) => !id.startsWith('AppServicesworker'))).toEqual([]);
});

test('changing the image of one service changes its task definition alone', () => {
  const services = votingApp.services.map((one) =>
    one.name === 'vote'
      ? {
          ...one,
          containers: one.containers.map((container) => ({
            ...container,
            image: { ...container.image, digest: `sha256:${'9'.repeat(64)}` },
          })),
        }
      : one,
  );
  expect(changed(before, resources({ ...votingApp, services }))).toEqual([
    expect.stringMatching(/^AppServicesvoteTaskDefinition[0-9A-F]{8}$/),
  ]);
});

test('wrapping the construct in another leaves the ids and the properties of data as they are', () => {
  const after = resources(votingApp, ['Platform', 'Nested', 'App']);
  const data = Object.entries(before).filter(([, { Type }]) => Type === 'AWS::EFS::FileSystem');
  expect(data).toHaveLength(1);
  for (const [id, resource] of data) expect(after[id]?.Properties).toEqual(resource.Properties);
});
