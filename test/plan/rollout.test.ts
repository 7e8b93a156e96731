import { planned } from '../support/planned.js';

function rolloutOf(keys: string, others = '') {
  const { service, codes } = planned(
    `services: { db: { image: x, ${keys} } ${others} }\nvolumes: { data: {} }`,
  );
  const { value, cause } = service('db').rollout;
  const { minimumHealthyPercent: min, maximumPercent: max, availabilityZoneRebalancing: balanced } = value;
  return { min, max, balanced, because: cause.because, codes };
}

const writes = 'volumes: [{ type: volume, source: data, target: /d }]';

test('a service without state starts the new before it stops the old', () => {
  expect(rolloutOf('init: true')).toMatchObject({ min: 100, max: 200, balanced: true });
});

test('one task that alone writes a volume stops first, and is not moved between zones', () => {
  expect(rolloutOf(writes)).toMatchObject({
    min: 0,
    max: 100,
    balanced: false,
    because: 'one task alone writes volume data',
  });
});

test.each([
  ['it reads only', writes.replace('/d }', '/d, read_only: true }'), ''],
  ['another writes it too', writes, `, other: { image: x, ${writes} }`],
  ['it has several tasks', `${writes}, deploy: { replicas: 2 }`, ''],
])('but not when %s', (_, keys, others) => {
  expect(rolloutOf(keys, others)).toMatchObject({ min: 100, max: 200 });
});

test.each([
  ['parallelism: 1', 4, 75, 125],
  ['parallelism: 0', 4, 0, 200],
  ['parallelism: 2, order: stop-first', 4, 50, 100],
  ['parallelism: 2, order: start-first', 4, 100, 150],
  ['order: stop-first', 4, 75, 100],
  ['order: start-first', 4, 100, 200],
  ['x-aws-min_percent: 50, x-aws-max_percent: 150', 4, 50, 150],
  ['parallelism: 1', 1, 0, 200],
  ['parallelism: 1, x-aws-max_percent: 100', 2, 50, 100],
])('update_config { %s } of %d replicas keeps %d to %d %% running', (config, replicas, min, max) => {
  const keys = `deploy: { replicas: ${replicas}, update_config: { ${config} } }`;
  expect(rolloutOf(keys)).toMatchObject({ min, max, balanced: max > 100, codes: [] });
});

test('an update configuration that never replaces anything is an error', () => {
  const keys = 'deploy: { replicas: 2, update_config: { x-aws-min_percent: 100, x-aws-max_percent: 100 } }';
  expect(rolloutOf(keys).codes).toEqual(['rollout-never-proceeds']);
});

test('asking the only writer to start first is done, and warned of', () => {
  const { min, max, codes } = rolloutOf(`${writes}, deploy: { update_config: { order: start-first } }`);
  expect([min, max, codes]).toEqual([100, 200, ['two-writers-while-rolling']]);
});

test('the number of tasks is deploy.replicas, else scale, else one', () => {
  const { service } = planned(
    'services: { a: { image: x, deploy: { replicas: 3 } }, b: { image: x, scale: 2 }, c: { image: x } }',
  );
  expect(['a', 'b', 'c'].map((name) => service(name).desiredCount?.value)).toEqual([3, 2, 1]);
});

test.each([
  ['x-aws-min_percent: 90, x-aws-max_percent: 110', 3],
  ['x-aws-min_percent: 50, x-aws-max_percent: 150', 1],
])('ECS rounds so that %s holds %i tasks for ever', (config, replicas) => {
  const { codes } = rolloutOf(`deploy: { replicas: ${replicas}, update_config: { ${config} } }`);
  expect(codes.includes('rollout-never-proceeds')).toBe(true);
});

test('a deployment proceeds with the fewest tasks that autoscaling leaves', () => {
  const scaled = (range: string) =>
    rolloutOf(
      `deploy: { x-aws-autoscaling: { ${range}, cpu: 50 }, update_config: { parallelism: 1, order: stop-first } }`,
    );
  expect(scaled('min: 1, max: 4')).toMatchObject({ min: 0, max: 100, codes: [] });
  expect(scaled('min: 2, max: 4')).toMatchObject({ min: 50, max: 100, codes: [] });
  expect(scaled('max: 4')).toMatchObject({ min: 0, max: 100, codes: [] });
});

test('or it is told that it will not', () => {
  const few =
    'deploy: { x-aws-autoscaling: { min: 1, max: 4, cpu: 50 }, update_config: { x-aws-min_percent: 50, x-aws-max_percent: 150 } }';
  expect(rolloutOf(few).codes).toEqual(['rollout-waits-for-tasks']);
});

test('more tasks than Cloud Map takes of one service are refused', () => {
  expect(rolloutOf('deploy: { replicas: 1001 }').codes).toContain('too-many-tasks');
  expect(rolloutOf('deploy: { replicas: 1000 }').codes).not.toContain('too-many-tasks');
});

test.each(['{ on-demand: 0, spot: 0 }', '{ base: 3 }'])('x-aws-capacity %s places no task', (shares) => {
  expect(rolloutOf(`x-aws-capacity: ${shares}`).codes).toContain('capacity-without-share');
});

test.each([
  ['of a service that shares the task', `side: { image: x, network_mode: "service:db", ${writes} }`, 'side'],
  [
    'that two services of the task write',
    `side: { image: x, pid: "service:db", ${writes} }, more: { image: x, pid: "service:db", ${writes} }`,
    'more',
  ],
])('a volume %s is written by one task alone, too', (_, others, writer) => {
  expect(rolloutOf('init: true', `, ${others}`)).toMatchObject({ min: 0, max: 100 });
  const { service } = planned(`services: { db: { image: x }, ${others} }\nvolumes: { data: {} }`);
  expect(service('db').rollout.cause.path).toEqual(['services', writer, 'volumes', 0]);
});

test('a service of another task that writes the volume, too, changes that', () => {
  const side = `, side: { image: x, network_mode: "service:db", ${writes} }, other: { image: x, ${writes} }`;
  expect(rolloutOf('init: true', side)).toMatchObject({ min: 100, max: 200 });
});

test.each([
  ['a job that prepares it', 'x-aws-job: true'],
  ['a schedule that tidies it', 'x-aws-schedule: "@daily"'],
])('a volume that %s writes, too, is still written by one task alone that keeps running', (_, keys) => {
  const other = `, other: { image: x, ${keys}, ${writes} }`;
  expect(rolloutOf(writes, other)).toMatchObject({ min: 0, max: 100 });
});
