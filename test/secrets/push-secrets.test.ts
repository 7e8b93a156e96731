import { wantedSecrets } from '../../lib/secrets/wanted-secrets.js';
import { loadCompose } from '../support/compose.js';
import { memoryStore } from './memory-store.js';
import { codes, compose, outcomes, pusher, tags } from './pusher.js';

const wanted = (text: string, environment: string | undefined) =>
  wantedSecrets(loadCompose(text).loaded, { environment, bindings: { version: 1 } });

test('makes each secret, labels its version and records where it is', async () => {
  const { store, secrets } = memoryStore();
  const { value, diagnostics } = await pusher(store)();
  expect(diagnostics).toEqual([]);
  expect([...secrets.keys()]).toEqual([
    'shop/staging/secret/cert',
    'shop/staging/secret/token',
    'shop/staging/environment/web',
  ]);
  expect(secrets.get('shop/staging/secret/cert')?.versions.get('v1')).toEqual({
    value: '-----BEGIN\r\n',
    labels: new Set(['AWSCURRENT', 'cdk-compose-v1']),
  });
  expect(secrets.get('shop/staging/secret/cert')?.tags).toEqual(tags);
  expect(secrets.get('shop/staging/environment/web')?.versions.get('v3')?.value).toBe(
    '{"DB_PASSWORD":"hunter2-hunter2"}',
  );
  expect(value.bindings.secrets?.['token']).toEqual({
    arn: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/staging/secret/token-AbCdEf',
    version: 'v2',
  });
  expect(value.bindings.variables?.['web']).toMatchObject({ version: 'v3', keys: ['DB_PASSWORD'] });
  expect(JSON.stringify(value)).not.toMatch(/hunter2|BEGIN/);
});

test('writes nothing when nothing changed', async () => {
  const { store, acts } = memoryStore();
  const push = pusher(store);
  const first = await push();
  acts.length = 0;
  const second = await push({ bindings: first.value.bindings });
  expect(acts).toEqual([]);
  expect(second.value.bindings).toEqual(first.value.bindings);
  expect(outcomes(second)).toEqual([
    'secret cert: unchanged',
    'secret token: unchanged',
    'the secret variables of service web: unchanged',
  ]);
});

test('a changed value is a new version; the one before keeps its label', async () => {
  const { store, secrets } = memoryStore();
  const push = pusher(store);
  const { value } = await push();
  const again = await push({ variables: { TOKEN: 'other' }, bindings: value.bindings });
  expect(outcomes(again)).toContain('secret token: changed');
  expect(again.value.bindings.secrets?.['token']?.version).toBe('v4');
  const versions = secrets.get('shop/staging/secret/token')?.versions;
  expect(versions?.get('v4')?.labels).toEqual(new Set(['AWSCURRENT', 'cdk-compose-v4']));
  expect(versions?.get('v2')?.labels).toEqual(new Set(['cdk-compose-v2']));
});

test('a push that was broken off after a secret was made goes on where it was', async () => {
  const { store, secrets } = memoryStore();
  await pusher(store)();
  secrets.get('shop/staging/secret/cert')?.versions.get('v1')?.labels.delete('cdk-compose-v1');
  const again = await pusher(store)();
  expect(outcomes(again)[0]).toBe('secret cert: unchanged');
  expect(again.value.bindings.secrets?.['cert']?.version).toBe('v1');
  expect(secrets.get('shop/staging/secret/cert')?.versions.get('v1')?.labels).toContain('cdk-compose-v1');
});

test('labels stay few, and the version that is deployed keeps its own', async () => {
  const { store, secrets } = memoryStore();
  const push = pusher(store);
  const text =
    'services: { web: { image: x, secrets: [token] } }\nsecrets: { token: { environment: TOKEN } }';
  const { value: first } = await push({ text, variables: { TOKEN: '0' } });
  for (let count = 1; count < 30; count++)
    await push({ text, variables: { TOKEN: `${count}` }, bindings: first.bindings });
  const labelled = [...(secrets.get('shop/staging/secret/token')?.versions ?? [])]
    .filter(([, { labels }]) => labels.size > 0)
    .map(([version]) => version);
  expect(labelled).toHaveLength(12);
  expect(labelled).toContain('v1');
  expect(labelled.at(-1)).toBe('v30');
});

test('bytes that are no text are stored as base64, and the bindings say so', async () => {
  const { store, secrets } = memoryStore();
  const bytes = Uint8Array.from([0, 255, 10, 13]);
  const { value } = await pusher(store)({ files: { '/shop/cert.pem': bytes } });
  expect(value.bindings.secrets?.['cert']?.encoding).toBe('base64');
  const stored = secrets.get('shop/staging/secret/cert')?.versions.get('v1')?.value ?? '';
  expect(Buffer.from(stored, 'base64')).toEqual(Buffer.from(bytes));
});

test.each([
  ['empty', ''],
  ['larger than 64 KiB', 'x'.repeat(65_537)],
])('a value that is %s is refused before anything is written', async (_, TOKEN) => {
  const { store, acts } = memoryStore();
  const pushed = await pusher(store)({ variables: { TOKEN } });
  expect(codes(pushed)).toEqual(['secret-value-unfit']);
  expect(acts).toEqual([]);
  expect(pushed.value.bindings).toEqual({ version: 1 });
});

test('a value that is not here is an error for a new secret, and stays for one that is there', async () => {
  const { store, acts } = memoryStore();
  const push = pusher(store);
  const first = await push({ variables: {} });
  expect(codes(first)).toEqual(['secret-value-missing']);
  expect(first.diagnostics[0]?.message).toContain('variable TOKEN is not set');
  // The others are written all the same, and are not lost.
  expect(Object.keys(first.value.bindings.secrets ?? {})).toEqual(['cert']);
  const whole = await push({ bindings: first.value.bindings });
  acts.length = 0;
  const without = await push({ variables: {}, files: {}, bindings: whole.value.bindings });
  expect(codes(without)).toEqual(['secret-value-kept', 'secret-value-kept']);
  expect(without.value.bindings).toEqual(whole.value.bindings);
  expect(acts).toEqual([]);
});

test('a secret of others is never written', async () => {
  const { store, acts } = memoryStore();
  await store.create('shop/staging/secret/token', { version: 'theirs', value: 'x', tags: {} });
  acts.length = 0;
  const pushed = await pusher(store)({
    text: 'services: { web: { image: x, secrets: [token] } }\nsecrets: { token: { environment: TOKEN } }',
  });
  expect(codes(pushed)).toEqual(['secret-of-others']);
  expect(acts).toEqual([]);
});

test('credentials that do not find what the bindings name write nothing', async () => {
  const { store: staging } = memoryStore();
  const { value } = await pusher(staging)();
  const { store, acts } = memoryStore();
  const pushed = await pusher(store)({ bindings: value.bindings });
  expect(new Set(codes(pushed))).toEqual(new Set(['secret-elsewhere']));
  expect(acts).toEqual([]);
  expect(pushed.value.bindings).toEqual(value.bindings);
});

test('one that is about to be deleted, and a refusal', async () => {
  const { store, secrets } = memoryStore();
  await pusher(store)();
  for (const kept of secrets.values()) kept.isBeingDeleted = true;
  expect(new Set(codes(await pusher(store)()))).toEqual(new Set(['secret-being-deleted']));
  const denied = await pusher(memoryStore(['create']).store)();
  expect(new Set(codes(denied))).toEqual(new Set(['aws-access-denied']));
  expect(denied.value.outcomes.map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'failed']);
});

describe('an external secret', () => {
  const external = (more = '', name = 'theirs') => `
services: { web: { image: x, secrets: [db] } }
secrets: { db: { external: true, name: "${name}" ${more} } }
`;
  const theirs = async (value: string) => {
    const { store } = memoryStore();
    await store.create('theirs', { version: 't1', value, tags: {} });
    return store;
  };

  test('is looked up by its name; no version, so that tasks follow what is current', async () => {
    const pushed = await pusher(await theirs('x'))({ text: external() });
    expect(outcomes(pushed)).toEqual(['secret db: found']);
    expect(pushed.value.bindings.secrets?.['db']).toEqual({
      arn: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:theirs-AbCdEf',
    });
  });

  test('that does not exist is an error', async () => {
    expect(codes(await pusher(memoryStore().store)({ text: external() }))).toEqual(['secret-not-found']);
  });

  test('is asked for its keys where services read it by keys', async () => {
    const text = external(", x-aws-keys: '*'");
    const pushed = await pusher(await theirs('{"user":"u","password":"p"}'))({ text });
    expect(pushed.value.bindings.secrets?.['db']?.keys).toEqual(['password', 'user']);
    expect(codes(await pusher(await theirs('plain'))({ text }))).toEqual(['secret-value-unfit']);
    const named = external(', x-aws-keys: [user, port]');
    expect(codes(await pusher(await theirs('{"user":"u"}'))({ text: named }))).toEqual([
      'secret-key-unknown',
    ]);
  });

  test.each([
    'arn:aws:secretsmanager:eu-central-1:111122223333:secret:theirs-AbCdEf',
    'arn:aws:ssm:eu-central-1:111122223333:parameter/theirs',
  ])('named by its ARN needs no push: %s', (arn) => {
    expect(wanted(external('', arn), 'staging')).toEqual([]);
  });
});

test('without environments names have none, and nothing is lifted', () => {
  expect(wanted(compose, undefined).map(({ name }) => name)).toEqual([
    'shop/secret/cert',
    'shop/secret/token',
  ]);
});

test('secrets that only builds use are not pushed', () => {
  const text = `
services: { web: { build: { context: ., secrets: [npm] } } }
secrets: { npm: { environment: NPM } }
`;
  expect(wanted(text, 'staging')).toEqual([]);
});

test('secret options of log drivers are pushed with the variables of their service', () => {
  const text = `
services:
  web:
    image: nginx
    environment: { DB_PASSWORD: hunter2-hunter2 }
    logging: { driver: splunk, options: { splunk-url: "https://splunk.example.com", splunk-token: 176FCEBF } }
  worker: { image: nginx, logging: { driver: loki, options: { loki-url: "https://me:open-sesame@logs/push" } } }
`;
  expect(wanted(text, 'staging')).toMatchObject([
    {
      name: 'shop/staging/environment/web',
      keys: ['DB_PASSWORD', 'logging.splunk-token'],
      origin: { values: { 'logging.splunk-token': '176FCEBF' } },
    },
    { keys: ['logging.Http_Passwd'], origin: { values: { 'logging.Http_Passwd': 'open-sesame' } } },
  ]);
  expect(wanted(text, undefined)).toEqual([]);
});
