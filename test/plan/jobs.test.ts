import { planned } from '../support/planned.js';

const migrate = (keys: string, web = '') => `
services:
  migrate: { image: x, ${keys} }
  web: { image: x, ${web} }
`;
const waits = 'depends_on: { migrate: { condition: service_completed_successfully } }';

test.each([
  ['another waits until it is done', migrate('init: true', waits), 'web waits until it is done'],
  ['its mode says so', migrate('deploy: { mode: replicated-job }'), 'deploy.mode replicated-job'],
  ['x-aws-job says so', migrate('x-aws-job: true'), 'x-aws-job'],
])('a service is a job when %s', (_, text, because) => {
  const { service, plan } = planned(text);
  expect(service('migrate').kind).toMatchObject({ value: 'job', cause: { because } });
  expect(plan.jobs).toMatchObject([
    { service: 'migrate', record: 'shop/migrate', timeout: { value: 1800 }, attempts: { value: 1 } },
  ]);
});

test('restart: "no" alone does not make a job', () => {
  expect(planned(migrate('restart: "no"')).plan.jobs).toEqual([]);
});

test('a job has no name, no load balancer and no restart in place', () => {
  const { service, plan } = planned(
    migrate('restart: on-failure, ports: [{ target: 80, published: "80", protocol: tcp }]', waits),
  );
  expect(plan.loadBalancers).toEqual([]);
  expect(service('migrate')).toMatchObject({
    names: [],
    unpublished: [{ value: 80, cause: { because: 'a job is not published' } }],
  });
  expect(service('migrate').containers[0]?.settings.restartPolicy).toBeUndefined();
});

test.each([
  ['restart: "no"', 1],
  ['restart: on-failure', 3],
  ['restart: "on-failure:4"', 5],
  ['restart: "on-failure:99"', 10],
  ['deploy: { restart_policy: { condition: on-failure, max_attempts: 1 } }', 2],
])('a job with %s is tried %d times', (restart, count) => {
  expect(planned(migrate(`${restart}, x-aws-job: true`)).plan.jobs[0]?.attempts.value).toBe(count);
});

test('a job states how long it may take, up to 55 minutes', () => {
  const stated = (timeout: string) => planned(migrate(`x-aws-job: { timeout: ${timeout} }`));
  expect(stated('10m').plan.jobs[0]?.timeout.value).toBe(600);
  expect(['55m', '56m', 'soon'].map((timeout) => stated(timeout).codes)).toEqual([
    [],
    ['job-timeout-out-of-range'],
    ['job-timeout-out-of-range'],
  ]);
});

test('in the task of a job only its own container is essential', () => {
  const { service } = planned(migrate('x-aws-job: true', 'network_mode: "service:migrate"'));
  expect(service('migrate').containers.map(({ name, essential }) => [name, essential])).toEqual([
    ['migrate', true],
    ['web', false],
  ]);
});

test('the clock starts a schedule, in its time zone', () => {
  const { plan, service } = planned(
    migrate('x-aws-schedule: { expression: "0 3 * * *", timezone: Europe/Berlin }'),
  );
  expect(service('migrate').kind.value).toBe('schedule');
  expect(plan.schedules).toMatchObject([
    { expression: { value: 'cron(0 3 * * ? *)' }, timezone: { value: 'Europe/Berlin' } },
  ]);
});

test.each([
  ['x-aws-schedule: whenever', '', 'schedule-not-understood'],
  ['x-aws-schedule: "@daily"', waits, 'waits-for-schedule'],
  ['x-aws-job: true, scale: 2', '', 'job-with-replicas'],
])('%s, %s is told', (keys, web, code) => {
  expect(planned(migrate(keys, web)).codes).toEqual([code]);
});
