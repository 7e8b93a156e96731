import { planned } from '../support/planned.js';

const told = (services: string) =>
  planned(`services: {${services}}`)
    .diagnostics.filter(({ code }) => code === 'service-seems-to-end')
    .map(({ path }) => path?.[1]);

test.each([
  ['a migration', 'db-migrate: {image: x}', 'db-migrate'],
  ['what is tried again until it worked', 'app-init: {image: x, restart: on-failure}', 'app-init'],
  ['what makes buckets', 'createbuckets: {image: x}', 'createbuckets'],
])('%s seems to end', (_, service, name) => {
  expect(told(service)).toEqual([name]);
});

test.each([
  [
    'a job',
    'init: {image: x}, web: {image: x, depends_on: {init: {condition: service_completed_successfully}}}',
  ],
  ['one that says that it is none', 'setup: {image: x, x-aws-job: false}'],
  ['what listens', 'setup: {image: x, ports: ["80"]}'],
  ['what is checked', 'setup: {image: x, healthcheck: {test: "true"}}'],
  ['what is always started again', 'setup: {image: x, restart: always}'],
  [
    'a name with other words',
    'initech: {image: x}, migrations-ui: {image: x, expose: ["80"]}, creator: {image: x}',
  ],
])('%s does not', (_, services) => {
  expect(told(services)).toEqual([]);
});
