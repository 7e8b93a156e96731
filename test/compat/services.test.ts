/** What Docker's ECS integration refused, dropped or named. What becomes of every key: SUPPORT.md, test/docs/support.test.ts. */
import { templateOf } from '../constructs/fixtures/template.js';
import type { planned } from '../support/planned.js';
import { behaviours, errors } from './behaviours.js';

type Planned = ReturnType<typeof planned>;
const web = (keys: string) => `name: shop\nservices: { web: { image: x, ${keys} } }`;
const container = ({ service }: Planned) => service('web').containers[0];
const only = ({ plan }: Planned, type: string) =>
  Object.values(templateOf(plan).findResources(type)).map(({ Properties }) => Properties as object);

/** A key that was dropped, and what becomes of it. */
const honoured: readonly (readonly [keys: string, of: (planned: Planned) => unknown, is: unknown])[] = [
  ['stop_grace_period: 30s', (made) => container(made)?.settings.stopTimeout, 30],
  ['read_only: true', (made) => container(made)?.settings.readonlyRootFilesystem, true],
  ['tty: true', (made) => container(made)?.settings.pseudoTerminal, true],
  ['stdin_open: true', (made) => container(made)?.settings.interactive, true],
  ['platform: linux/arm64', ({ service }) => service('web').architecture.value, 'ARM64'],
  ['scale: 3', ({ service }) => service('web').desiredCount?.value, 3],
  ['cpus: 1, mem_limit: 2g', ({ service }) => service('web').size.value, { cpu: 1024, memory: 2048 }],
  ['tmpfs: [/run]', (made) => container(made)?.tmpfs.length, 1],
  [
    'sysctls: { net.core.somaxconn: 1024 }',
    (made) => container(made)?.settings.systemControls,
    [{ namespace: 'net.core.somaxconn', value: '1024' }],
  ],
];

/** A key that was dropped with a warning or without, and stops a deployment. */
const refused = ['privileged: true', 'network_mode: host', 'cap_add: [NET_ADMIN]', 'gpus: all'];

behaviours([
  {
    was: 'cap_add SYS_PTRACE is what Fargate adds',
    compose: web('cap_add: [SYS_PTRACE]'),
    of: (made) => container(made)?.settings.capabilitiesAdd,
    is: ['SYS_PTRACE'],
  },
  {
    was: 'a service without an image was an error',
    compose: 'services: { web: { build: . } }',
    of: errors,
    is: [],
    row: 'images',
  },
  {
    was: 'tasks run on Fargate in the capacity of the cluster',
    compose: web('init: true'),
    of: ({ service }) => service('web').capacity.value.map(({ provider }) => provider),
    is: ['FARGATE'],
  },
  {
    was: 'images are pinned by their digests',
    compose: web('init: true'),
    of: (made) => container(made)?.image.digest,
    is: expect.stringMatching(/^sha256:/),
  },
  {
    was: 'depends_on is the order of creation',
    compose: 'services: { web: { image: x, depends_on: [db] }, db: { image: x } }',
    of: ({ service }) => service('web').startsAfter.map(({ service: name }) => name),
    is: ['db'],
  },
  {
    was: 'the condition of depends_on was ignored in silence',
    compose:
      'services: { web: { image: x, depends_on: { db: { condition: service_healthy } } }, db: { image: x } }',
    of: errors,
    is: ['no-healthcheck-to-wait-for'],
    row: '`depends_on`',
  },
  {
    was: 'the healthcheck is that of ECS',
    compose: web(
      'healthcheck: { test: [CMD, "true"], interval: 10s, timeout: 3s, retries: 2, start_period: 5s }',
    ),
    of: (made) => container(made)?.settings.healthCheck,
    is: { command: ['CMD', 'true'], interval: 10, timeout: 3, retries: 2, startPeriod: 5 },
  },
  {
    was: 'the log group was /docker-compose/shop, and kept logs for ever',
    compose: web('init: true'),
    of: (made) => only(made, 'AWS::Logs::LogGroup'),
    is: [expect.objectContaining({ RetentionInDays: 30 })],
    row: 'logs',
  },
  {
    was: 'the streams of logs began with the name of the project',
    compose: web('init: true'),
    of: (made) => container(made)?.logStreamPrefix,
    is: 'web',
    row: 'logs',
  },
  {
    was: 'the cluster had the name of the project, and each service the one of its key',
    compose: web('init: true'),
    of: (made) => only(made, 'AWS::ECS::Service').map((service) => Object.hasOwn(service, 'ServiceName')),
    is: [false],
    row: 'stack',
  },
  {
    was: 'every resource had the tags of project and service',
    compose: web('init: true'),
    of: (made) => JSON.stringify(only(made, 'AWS::ECS::Service')).includes('com.docker.compose'),
    is: false,
    row: 'tags',
  },
  {
    was: 'a GPU brought EC2 instances',
    compose: web('deploy: { resources: { reservations: { devices: [{ capabilities: [gpu], count: 1 }] } } }'),
    of: errors,
    is: ['key-rejected'],
    row: 'GPU',
  },
  ...honoured.map(([keys, of, is]) => ({
    was: `${keys} was dropped`,
    compose: web(keys),
    of,
    is,
    row: 'keys that cannot be kept',
  })),
  ...refused.map((keys) => ({
    was: `${keys} was dropped`,
    compose: web(keys),
    of: errors,
    is: ['key-rejected'],
    row: 'keys that cannot be kept',
  })),
]);
