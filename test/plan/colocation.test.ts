import { planned } from '../support/planned.js';

test.each([
  ['network_mode: "service:web"', 'network_mode service:web'],
  ['pid: "service:web"', 'pid service:web'],
  ['volumes_from: [web:ro]', 'volumes_from web:ro'],
])('%s puts a service into the task of the other', (key) => {
  const { plan, service } = planned(
    `services: { web: { image: web }, side: { image: side, ${key}, depends_on: { web: { condition: service_started } } } }`,
  );
  expect(plan.services.map(({ name }) => name)).toEqual(['web']);
  expect(service('web').containers.map(({ name, dependsOn }) => [name, dependsOn])).toEqual([
    ['web', []],
    ['side', [{ container: 'web', condition: 'START' }]],
  ]);
  expect(service('web').names.map(({ value }) => value)).toEqual(['web', 'side']);
  expect(service('web').startsAfter).toEqual([]);
  expect(service('web').pidMode?.value).toBe(key.startsWith('pid') ? 'task' : undefined);
});

test('volumes_from takes over the mounts of a container of the same task', () => {
  const { service } = planned(`
services:
  web: { image: web, volumes: ["data:/data"] }
  backup: { image: backup, volumes_from: ["web:ro"] }
volumes: { data: {} }
`);
  expect(service('web').containers.map(({ name, volumesFrom }) => [name, volumesFrom])).toMatchObject([
    ['web', undefined],
    ['backup', [{ container: 'web', readOnly: true }]],
  ]);
});

test('volumes of another task cannot be taken over', () => {
  const { diagnostics } = planned(`
services:
  a: { image: a }
  b: { image: b }
  c: { image: c, volumes_from: [a, b] }
`);
  expect(diagnostics).toContainEqual(
    expect.objectContaining({
      code: 'volumes-of-another-task',
      path: ['services', 'c', 'volumes_from', 1],
    }),
  );
});

test('files copied into an image are no mounts to take over', () => {
  const { diagnostics } = planned(`
services:
  web: { image: web, volumes: ["./web.conf:/etc/web.conf:ro"] }
  side: { image: side, volumes_from: [web] }
`);
  expect(diagnostics).toContainEqual(
    expect.objectContaining({
      code: 'volumes-from-leaves-files',
      message: expect.stringContaining('./web.conf'),
    }),
  );
});

test('a name that several services of a task have is one', () => {
  const { service } = planned(`
services:
  a: { image: a, networks: { n: { aliases: [both] } } }
  b: { image: b, volumes_from: [a], networks: { n: { aliases: [both] } } }
networks: { n: {} }
`);
  expect(service('a').names.map(({ value }) => value)).toEqual(['a', 'both', 'b']);
});

test('a task is as large as its services together', () => {
  const { service } = planned(
    'services: { web: { image: x, cpus: 0.5 }, side: { image: y, cpus: 0.5, network_mode: "service:web" } }',
  );
  expect(service('web').size.value.cpu).toBe(1024);
});

test('a chain of shared namespaces is one task, and who waits for a part waits for the task', () => {
  const { plan, service } = planned(`
services:
  a: { image: a }
  b: { image: b, network_mode: "service:a" }
  c: { image: c, network_mode: "service:b" }
  d: { image: d, depends_on: { c: { condition: service_started } } }
`);
  expect(plan.services.map(({ name }) => name)).toEqual(['a', 'd']);
  expect(service('a').containers.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  expect(service('d').startsAfter.map((dependency) => dependency.service)).toEqual(['a']);
});

test.each(['x-aws-job: true', 'x-aws-schedule: "@daily"'])(
  'a service in the task of one with %s is told that it ends with it',
  (key) => {
    const { diagnostics } = planned(`
services:
  a: { image: a, ${key} }
  b: { image: b, volumes_from: [a] }
  c: { image: c, network_mode: "service:a", x-aws-job: true }
`);
    expect(diagnostics.filter(({ code }) => code === 'ends-with-task')).toMatchObject([
      { severity: 'warning', path: ['services', 'b', 'volumes_from', 0] },
    ]);
  },
);

test.each(['x-aws-job: true', 'deploy: { mode: replicated-job }'])(
  'a container with %s may end before its task does',
  (key) => {
    const { service, diagnostics } = planned(
      `services: { web: { image: web }, seed: { image: seed, network_mode: "service:web", ${key} } }`,
    );
    expect(service('web').containers.map(({ name, essential }) => [name, essential])).toEqual([
      ['web', true],
      ['seed', false],
    ]);
    expect(diagnostics.filter(({ code }) => code === 'key-without-effect')).toMatchObject([
      {
        message: expect.stringContaining("'seed' shares the task of 'web' and runs whenever that starts"),
        path: ['services', 'seed', ...(key.startsWith('x') ? ['x-aws-job'] : ['deploy', 'mode'])],
      },
    ]);
  },
);

test.each(['', 'x-aws-job: true'])('nobody can wait for the end of a part of another task (%s)', (key) => {
  const { diagnostics } = planned(`
services:
  app: { image: app, ${key} }
  migrate: { image: migrate, volumes_from: [app] }
  worker: { image: worker, depends_on: { migrate: { condition: service_completed_successfully } } }
`);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toMatchObject([
    {
      code: 'waits-for-end-in-task',
      message: expect.stringContaining("'app'"),
      path: ['services', 'worker', 'depends_on', 'migrate'],
    },
  ]);
});

test.each(['x-aws-job: true', 'x-aws-schedule: "@daily"'])(
  'a service that publishes a port cannot run in the task of one with %s',
  (key) => {
    const { diagnostics } = planned(`
services:
  a: { image: a, ${key} }
  c: { image: nginx, volumes_from: [a], ports: [{ target: 80, published: "80", protocol: tcp }] }
`);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toMatchObject([
      { code: 'published-by-task-that-ends', path: ['services', 'c', 'volumes_from', 0] },
    ]);
  },
);
