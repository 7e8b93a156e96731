import { planned } from '../support/planned.js';

function waits(web: string, db: string, images = {}) {
  const { service, codes } = planned(`services: { web: { image: web, ${web} }, db: { image: db, ${db} } }`, {
    images,
  });
  return {
    after: service('web').startsAfter.map(({ service: name, condition, cause }) => [
      name,
      condition,
      cause.because,
    ]),
    codes,
  };
}

const healthy = 'depends_on: { db: { condition: service_healthy } }';

test('a dependency is waited for, with its condition', () => {
  const { after, codes } = waits(healthy, 'healthcheck: { test: [CMD, "true"] }');
  expect(after).toEqual([['db', 'service_healthy', 'depends_on db: service_healthy']]);
  expect(codes).toEqual([]);
});

test.each([
  ['states none and its image has none', 'init: true', { db: {} }, ['no-healthcheck-to-wait-for']],
  ['disables it', 'healthcheck: { disable: true }', { db: {} }, ['no-healthcheck-to-wait-for']],
  ['has one of its image', 'init: true', { db: { healthcheck: { test: ['CMD', 'x'] } } }, []],
  ['has an image that is not known yet', 'init: true', { db: 'missing' }, ['images-not-locked']],
])('waiting for health where the dependency %s', (_, db, images, codes) => {
  expect(waits(healthy, db, images).codes).toEqual(codes);
});

function labelOf(image: string, web: string) {
  const text = `services: { web: { image: x, ${web} }, api: { image: x, depends_on: { db: { condition: service_started, restart: true } } }, db: { image: "${image}" } }`;
  return planned(text).service('web').containers[0]?.settings.dockerLabels;
}

test('who restarts with a dependency is another when the dependency is, however far away', () => {
  const restarts = 'depends_on: { api: { condition: service_started, restart: true } }';
  expect(Object.keys(labelOf('db:1', restarts) ?? {})).toEqual(['cdk-compose.restarts-with.api']);
  expect(labelOf('db:1', restarts)).not.toEqual(labelOf('db:2', restarts));
  expect(labelOf('db:1', restarts)).toEqual(labelOf('db:1', `\n    ${restarts}`));
  expect(labelOf('db:1', 'depends_on: [api]')).toBeUndefined();
});

test('tasks whose services wait for each other are refused, though no two services do', () => {
  const { diagnostics } = planned(`
services:
  a: { image: a }
  b: { image: b, pid: "service:a", depends_on: [x] }
  x: { image: x }
  y: { image: y, pid: "service:x", depends_on: [z] }
  z: { image: z, depends_on: [a] }
`);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toMatchObject([
    {
      code: 'tasks-wait-for-each-other',
      message: expect.stringContaining("'a', 'x', 'z'"),
      path: ['services', 'b', 'depends_on', 'x'],
    },
  ]);
});

test('who restarts with a service that shares the task of another restarts with that task', () => {
  const labels = (image: string) =>
    planned(`
services:
  app: { image: "${image}" }
  side: { image: side, network_mode: "service:app" }
  web: { image: web, depends_on: { side: { condition: service_started, restart: true } } }
  cron: { image: cron, pid: "service:web", depends_on: { app: { condition: service_started, restart: true } } }
`).service('web').containers[0]?.settings.dockerLabels;
  expect(Object.keys(labels('app:1') ?? {})).toEqual(['cdk-compose.restarts-with.app']);
  expect(labels('app:1')).not.toEqual(labels('app:2'));
});
