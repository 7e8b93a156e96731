import { planned } from '../support/planned.js';

const sharing = (count: number, keys = '') =>
  `services: { web: { image: x, ports: ["8080"], mem_limit: 1g }, ${Array.from(
    { length: count },
    (_, index) => `s${index}: { image: x, network_mode: "service:web", ${keys} }`,
  ).join(', ')} }`;

test.each([
  ['more containers than a task has', sharing(10), 'too-many-containers'],
  [
    'settings that exceed a task definition',
    `services: { web: { image: x, environment: { LONG: ${'x'.repeat(66_000)} } } }`,
    'task-definition-too-large',
  ],
  [
    'one port in two containers of a task',
    'services: { web: { image: x, ports: ["8080"] }, side: { image: x, volumes_from: [web], ports: ["9000:8080"] } }',
    'port-taken-in-task',
  ],
  [
    'health that a container of the task does not tell',
    sharing(1, 'depends_on: { web: { condition: service_healthy } }'),
    'no-healthcheck-to-wait-for',
  ],
  [
    'the end of the container that the task ends with',
    'services: { web: { image: x, x-aws-job: true, mem_limit: 1g }, side: { image: x, pid: "service:web", depends_on: { web: { condition: service_completed_successfully } } } }',
    'waits-for-end-of-task',
  ],
  [
    'a proxy that resolves once',
    'services: { web: { image: "nginx:1.29", depends_on: [app] }, app: { image: x } }',
    'proxy-resolves-once',
  ],
])('%s is told', (_, text, code) => {
  expect(planned(text).codes).toContain(code);
});

test('ten containers are no problem', () => {
  expect(planned(sharing(9)).codes).toEqual([]);
});
