/** Docker's ECS integration, "Volumes" and "Secrets". More of ours: test/plan/{storage,secrets}.test.ts, test/constructs/storage.test.ts. */
import { templateOf } from '../constructs/fixtures/template.js';
import type { planned } from '../support/planned.js';
import { behaviours, errors } from './behaviours.js';

type Planned = ReturnType<typeof planned>;
const mounting = (volume: string) =>
  `name: shop\nservices: { db: { image: x, volumes: ["data:/data"] } }\nvolumes: { data: ${volume} }`;
const settings = ({ plan }: Planned) => plan.fileSystems[0]?.settings;
const door = ({ service }: Planned) => {
  const [volume] = service('db').taskVolumes;
  return volume?.kind === 'file-system' ? volume.accessPoint : undefined;
};
const secret = (keys: string) =>
  `services: { web: { image: x, secrets: [${keys}] } }\nsecrets: { db: { file: ./db.txt } }`;
const arn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-AbCdEf';
const bindings = { secrets: { db: { arn, version: 'v-1' } } };
const fileOf = ({ service }: Planned) => service('web').containers[1]?.settings.command;

behaviours([
  {
    was: 'a named volume is a file system with the tags of project and volume',
    compose: mounting('{}'),
    of: ({ plan }) => plan.fileSystems.map(({ tags }) => tags),
    is: [
      expect.objectContaining({
        'com.docker.compose.project': 'shop',
        'com.docker.compose.volume': 'data',
      }),
    ],
  },
  {
    was: 'it is encrypted, and stays when the stack is deleted',
    compose: mounting('{}'),
    of: ({ plan }) => Object.values(templateOf(plan).findResources('AWS::EFS::FileSystem')),
    is: [
      expect.objectContaining({
        DeletionPolicy: expect.stringMatching(/^Retain/),
        Properties: expect.objectContaining({ Encrypted: true }),
      }),
    ],
  },
  ...(
    [
      ['performance_mode: maxIO', { performanceMode: 'maxIO' }],
      ['throughput_mode: bursting', { throughputMode: 'bursting' }],
      [
        'throughput_mode: provisioned, provisioned_throughput: "12"',
        { throughputMode: 'provisioned', provisionedThroughput: 12 },
      ],
      ['backup_policy: ENABLED', { backup: true }],
      ['lifecycle_policy: AFTER_14_DAYS', { lifecycle: 'AFTER_14_DAYS' }],
      [
        'kms_key_id: 01234567-89ab-cdef-0123-456789abcdef',
        { kmsKey: '01234567-89ab-cdef-0123-456789abcdef' },
      ],
    ] as const
  ).map(([options, made]) => ({
    was: `driver_opts ${options}`,
    compose: mounting(`{ driver_opts: { ${options} } }`),
    of: settings,
    is: made,
  })),
  {
    was: 'driver_opts with a user and a folder make an access point',
    compose: mounting('{ driver_opts: { uid: 7, gid: 8, permissions: "0700", root_directory: /srv } }'),
    of: door,
    is: { path: '/srv', uid: 7, gid: 8, permissions: '0700', asOwner: true },
  },
  {
    was: 'its documentation wrote driver_opts with hyphens, which its code did not read',
    compose: mounting('{ driver_opts: { performance-mode: maxIO } }'),
    of: errors,
    is: ['key-rejected'],
  },
  {
    was: 'a file system was found again by its tags',
    compose: mounting('{}'),
    bindings: { fileSystems: { data: { id: 'fs-01234567' } } },
    of: ({ plan }) => plan.fileSystems.map(({ existing }) => existing),
    is: ['fs-01234567'],
    row: 'volumes',
  },
  {
    was: 'an anonymous volume was an error',
    compose: 'services: { db: { image: x, volumes: [/data] } }',
    of: errors,
    is: [],
    row: 'volumes',
  },
  {
    was: 'a bind mount was an error',
    compose: 'services: { db: { image: x, volumes: ["./conf.d:/etc/conf.d:ro"] } }',
    of: errors,
    is: [],
    row: 'bind mounts, `tmpfs`, `configs`',
  },
  {
    was: 'tmpfs was dropped, and an error as a volume',
    compose: 'services: { db: { image: x, tmpfs: [/run], volumes: [{ type: tmpfs, target: /tmp }] } }',
    of: ({ service }) => service('db').containers[0]?.tmpfs.map(({ containerPath }) => containerPath),
    is: ['/run', '/tmp'],
    row: 'bind mounts, `tmpfs`, `configs`',
  },
  {
    was: 'a secret is a file below /run/secrets that everyone may read, by the name of its source',
    compose: secret('db'),
    bindings,
    of: fileOf,
    is: ['file', 'SECRET_1', '/run/secrets/db', '0', '0', '0444', 'text'],
  },
  {
    was: 'or of its target',
    compose: secret('{ source: db, target: password }'),
    bindings,
    of: fileOf,
    is: ['file', 'SECRET_1', '/run/secrets/password', '0', '0', '0444', 'text'],
  },
  {
    was: 'uid, gid and mode were dropped',
    compose: secret('{ source: db, uid: "7", gid: "8", mode: 0400 }'),
    bindings,
    of: fileOf,
    is: ['file', 'SECRET_1', '/run/secrets/db', '7', '8', '0400', 'text'],
    row: 'secrets from files',
  },
  {
    was: 'the text of the file stood in the template',
    compose: secret('db'),
    bindings,
    of: ({ plan }) =>
      plan.services.flatMap(({ containers }) =>
        containers.flatMap(({ secrets }) => secrets.map(({ source }) => source)),
      ),
    is: [{ kind: 'secret', arn, version: 'v-1' }],
    row: 'secrets from files',
  },
]);
