import type { Bindings } from '../../lib/model/bindings.js';
import { planned } from '../support/planned.js';

const arn = (name: string) => `arn:aws:secretsmanager:eu-central-1:111122223333:secret:${name}-AbCdEf`;
const bound = (name: string, more: object = {}) => ({ arn: arn(name), version: `v-${name}`, ...more });

function plan(
  service: string,
  secrets: string,
  bindings: Omit<Bindings, 'version'> = {},
  environment?: string,
) {
  return planned(`services: { web: { image: nginx, ${service} } }\nsecrets: { ${secrets} }`, {
    bindings: { version: 1, ...bindings },
    ...(environment === undefined ? {} : { options: { environment } }),
  });
}

const db = 'db: { file: ./db.txt }';

test('a secret is a file below /run/secrets, read-only, written before the container starts', () => {
  const { service, codes, plan: made } = plan('secrets: [db]', db, { secrets: { db: bound('db') } });
  const [web, init] = service('web').containers;
  expect(codes).toEqual([]);
  expect(made.missingBindings).toEqual([]);
  expect(web?.mounts).toMatchObject([
    { volume: 'web-secrets', containerPath: '/run/secrets', readOnly: true },
  ]);
  expect(web?.dependsOn).toEqual([{ container: 'web-init', condition: 'SUCCESS' }]);
  expect(web?.secrets).toEqual([]);
  expect(init).toMatchObject({
    name: 'web-init',
    essential: false,
    mounts: [{ volume: 'web-secrets', containerPath: '/run/secrets', readOnly: false }],
    settings: { command: ['file', 'SECRET_1', '/run/secrets/db', '0', '0', '0444', 'text'] },
    secrets: [{ variable: 'SECRET_1', source: { kind: 'secret', arn: arn('db'), version: 'v-db' } }],
  });
  expect(service('web').taskVolumes).toEqual([{ kind: 'task-storage', name: 'web-secrets' }]);
});

test('with owner, mode and the encoding of bytes that are no text', () => {
  const entry = '[{ source: db, target: sub/pw, uid: "1000", gid: "1001", mode: 0400 }]';
  const { service } = plan(`secrets: ${entry}`, db, { secrets: { db: bound('db', { encoding: 'base64' }) } });
  expect(service('web').containers[1]?.settings.command).toEqual([
    'file',
    'SECRET_1',
    '/run/secrets/sub/pw',
    '1000',
    '1001',
    '0400',
    'base64',
  ]);
});

test('a target elsewhere takes its folder along, and says so', () => {
  const bindings = { secrets: { db: bound('db') } };
  const { service, codes } = plan('secrets: [{ source: db, target: /etc/app/pw }]', db, bindings);
  expect(service('web').containers[0]?.mounts).toMatchObject([
    { volume: expect.stringMatching(/^web-secrets-etc-app-[0-9A-F]{8}$/), containerPath: '/etc/app' },
  ]);
  expect(codes).toEqual(['secret-hides-folder']);
});

test.each([
  ['/etc/pw', ''],
  ['/pw', ''],
  ['/data/keys/pw', ', volumes: ["/data/keys"]'],
])('a target in a folder that cannot be mounted is an error: %s', (target, more) => {
  const bindings = { secrets: { db: bound('db') } };
  const { codes } = plan(`secrets: [{ source: db, target: ${target} }]${more}`, db, bindings);
  expect(codes).toContain('secret-target-unfit');
});

test('an owner that is no number is an error', () => {
  const { codes } = plan('secrets: [{ source: db, uid: www-data }]', db, { secrets: { db: bound('db') } });
  expect(codes).toEqual(['secret-owner-not-numeric']);
});

describe('keys of a JSON secret', () => {
  const json = (keys: string) => `db: { file: ./db.json, x-aws-keys: ${keys} }`;
  const bindings = { secrets: { db: bound('db', { keys: ['password', 'user'] }) } };

  test.each([
    ['[user]', ['user']],
    ['"*"', ['password', 'user']],
  ])('are files of their own: %s', (keys, files) => {
    const { service, codes } = plan('secrets: [db]', json(keys), bindings);
    expect(codes).toEqual([]);
    const init = service('web').containers[1];
    expect(init?.secrets.map(({ source }) => source.key)).toEqual(files);
    expect(init?.settings.command?.filter((word) => word.startsWith('/'))).toEqual(
      files.map((key) => `/run/secrets/db/${key}`),
    );
  });

  test('that it does not hold, or that are no names of files, are errors', () => {
    expect(plan('secrets: [db]', json('[port]'), bindings).codes).toEqual(['secret-key-unknown']);
    expect(plan('secrets: [db]', json('["../x"]'), {}).codes).toContain('secret-key-unfit');
  });

  test('of a secret of others are unknown until they are looked up', () => {
    const secret = `db: { external: true, name: "${arn('x')}", x-aws-keys: "*" }`;
    expect(plan('secrets: [db]', secret).plan.missingBindings).toMatchObject([
      { what: 'secret db with its keys' },
    ]);
  });
});

describe('an external secret', () => {
  test.each([
    [arn('x'), { kind: 'secret', arn: arn('x') }],
    [arn('x').slice(0, -7), { kind: 'secret', arn: arn('x').slice(0, -7), isPartial: true }],
    [
      'arn:aws:ssm:eu-central-1:111122223333:parameter/x',
      { kind: 'parameter', arn: 'arn:aws:ssm:eu-central-1:111122223333:parameter/x' },
    ],
  ])('by its ARN needs no bindings and no version: %s', (name, source) => {
    const { service, plan: made } = plan('secrets: [db]', `db: { external: true, name: "${name}" }`);
    expect(service('web').containers[1]?.secrets[0]?.source).toEqual({ ...source, keyUnknown: true });
    expect(made.missingBindings).toEqual([]);
  });

  test('by its name needs to be looked up', () => {
    const { codes, plan: made } = plan('secrets: [db]', 'db: { external: true, name: theirs }');
    expect(codes).toEqual(['secrets-not-pushed']);
    expect(made.missingBindings).toHaveLength(1);
  });
});

test('without bindings the deployment is refused with the command that writes them', () => {
  const { diagnostics, plan: made, service } = plan('secrets: [db]', db, {}, 'staging');
  expect(diagnostics.find(({ code }) => code === 'secrets-not-pushed')).toMatchObject({
    severity: 'warning',
    fix: 'run cdk-compose secrets push --environment staging',
  });
  expect(made.missingBindings).toEqual([
    {
      what: 'secret db',
      sentence:
        'The bindings do not say where secret db is: run cdk-compose secrets push --environment staging, then deploy again.',
    },
  ]);
  expect(service('web').containers).toHaveLength(1);
});

describe('as an environment variable', () => {
  test('whole, beside its file, and instead of a plain value', () => {
    const service = 'environment: { DB: dev, LEVEL: x }, secrets: [{ source: db, x-aws-environment: DB }]';
    const [web] = plan(service, db, { secrets: { db: bound('db') } }).service('web').containers;
    expect(web?.settings.environment).toEqual({ LEVEL: 'x' });
    expect(web?.secrets).toMatchObject([{ variable: 'DB', source: { arn: arn('db'), version: 'v-db' } }]);
  });

  test('by keys', () => {
    const service = 'secrets: [{ source: db, x-aws-environment: { PW: password, WHO: user } }]';
    const bindings = { secrets: { db: bound('db', { keys: ['password', 'user'] }) } };
    const [web] = plan(service, db, bindings).service('web').containers;
    expect(web?.secrets.map(({ variable, source }) => [variable, source.key])).toEqual([
      ['PW', 'password'],
      ['WHO', 'user'],
    ]);
  });

  test('bytes that are no text are an error', () => {
    const service = 'secrets: [{ source: db, x-aws-environment: DB }]';
    const bindings = { secrets: { db: bound('db', { encoding: 'base64' }) } };
    expect(plan(service, db, bindings).codes).toEqual(['secret-not-text']);
  });
});

describe('environment values that look secret', () => {
  const service = 'environment: { DB_PASSWORD: hunter2-hunter2, LEVEL: x }';

  test('stay, with a warning, where no environments are declared', () => {
    const { codes, service: of } = plan(service, db);
    expect(codes).toEqual(['secret-in-environment']);
    expect(of('web').containers[0]?.settings.environment).toHaveProperty('DB_PASSWORD');
  });

  test('are read from one secret of the service where environments are', () => {
    const bindings = { variables: { web: bound('web', { keys: ['DB_PASSWORD'] }) } };
    const { codes, service: of, plan: made } = plan(service, db, bindings, 'staging');
    const [web, ...others] = of('web').containers;
    expect(codes).toEqual([]);
    expect(others).toEqual([]);
    expect(web?.settings.environment).toEqual({ LEVEL: 'x' });
    expect(web?.secrets).toMatchObject([
      {
        variable: 'DB_PASSWORD',
        source: { arn: arn('web'), version: 'v-web', key: 'DB_PASSWORD' },
        cause: { because: 'DB_PASSWORD looks like a secret' },
      },
    ]);
    expect(JSON.stringify(made)).not.toContain('hunter2');
  });

  test.each([
    ['environment: [DB_PASSWORD, LEVEL]'],
    ['environment: { DB_PASSWORD: "${DB_PASSWORD:-}" }'],
    ['environment: { DB_PASSWORD: "/run/${PASSWORD_FILE}" }'],
    ['env_file: [{ path: own.env, required: false }]'],
  ])('are read from it where their values are not, as where a pipeline deploys: %s', (without) => {
    const bindings = { variables: { web: bound('web', { keys: ['DB_PASSWORD'] }) } };
    const { service: of, plan: made } = plan(without, db, bindings, 'staging');
    const [web] = of('web').containers;
    expect(web?.settings.environment ?? {}).not.toHaveProperty('DB_PASSWORD');
    expect(web?.secrets).toMatchObject([
      {
        variable: 'DB_PASSWORD',
        source: { version: 'v-web' },
        cause: { because: 'the bindings know the secret DB_PASSWORD' },
      },
    ]);
    expect(made.missingBindings).toEqual([]);
  });

  test.each([
    ['environment: { DB_PASSWORD: "" }', { DB_PASSWORD: '' }],
    ['environment: { LEVEL: x }', { LEVEL: 'x' }],
  ])('are none where the file says so, whatever the bindings know: %s', (without, plain) => {
    const bindings = { variables: { web: bound('web', { keys: ['DB_PASSWORD'] }) } };
    const [web] = plan(without, db, bindings, 'staging').service('web').containers;
    expect(web?.settings.environment).toEqual(plain);
    expect(web?.secrets).toEqual([]);
  });

  test('are never plain, also before they are pushed, or when one of them is new', () => {
    for (const keys of [undefined, ['OTHER']]) {
      const bindings = keys === undefined ? {} : { variables: { web: bound('web', { keys }) } };
      const { codes, plan: made } = plan(service, db, bindings, 'staging');
      expect(codes).toEqual(['secrets-not-pushed']);
      expect(made.missingBindings).toMatchObject([{ what: 'DB_PASSWORD of service web' }]);
      expect(JSON.stringify(made)).not.toContain('hunter2');
    }
  });
});

test('a task without a way out reaches Secrets Manager through an endpoint', () => {
  const { plan: made } = planned(
    `
services: { web: { image: nginx, secrets: [db, p], networks: [back] } }
networks: { back: { internal: true } }
secrets:
  ${db}
  p: { external: true, name: "arn:aws:ssm:eu-central-1:111122223333:parameter/x" }
`,
    { bindings: { version: 1, secrets: { db: bound('db') } } },
  );
  const endpoints = made.vpc.kind === 'create' ? made.vpc.endpoints.map(({ value }) => value) : [];
  expect(endpoints).toEqual(expect.arrayContaining(['secretsmanager', 'ssm']));
});

test('each service of a task has files of its own', () => {
  const { service } = planned(
    `
services:
  web: { image: nginx, secrets: [db] }
  side: { image: nginx, network_mode: "service:web", secrets: [db] }
secrets: { ${db} }
`,
    { bindings: { version: 1, secrets: { db: bound('db') } } },
  );
  expect(service('web').containers.map(({ name }) => name)).toEqual(['web', 'web-init', 'side', 'side-init']);
});
