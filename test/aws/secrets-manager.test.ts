import { secretsManager } from '../../lib/aws/secrets-manager.js';

type Answer = (input: Record<string, unknown>) => unknown;

const named = (name: string, message = '') => Object.assign(new Error(message), { name });
const arn = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:db-AbCdEf';
const value = 'hush "hush"\n';

/** A Secrets Manager that answers by the command's name, and keeps what it was sent. */
function fake(answers: Readonly<Record<string, Answer>>) {
  const sent: [string, Record<string, unknown>][] = [];
  const client = {
    send: async (command: {
      readonly constructor: { readonly name: string };
      readonly input: Record<string, unknown>;
    }) => {
      const name = command.constructor.name.replace(/Command$/, '');
      sent.push([name, command.input]);
      return answers[name]?.(command.input) ?? {};
    },
  };
  return { store: secretsManager(client as unknown as Parameters<typeof secretsManager>[0]), sent };
}

test('a secret that is not there is absent; one that may not be read is a finding with the action', async () => {
  const absent = fake({
    DescribeSecret: () => {
      throw named('ResourceNotFoundException');
    },
  });
  expect(await absent.store.find('db')).toEqual({ value: 'absent', diagnostics: [] });
  const denied = fake({
    GetSecretValue: () => {
      throw named('AccessDeniedException', 'not you');
    },
  });
  const { value: read, diagnostics } = await denied.store.current(arn);
  expect(read).toBeUndefined();
  expect(diagnostics[0]?.message).toContain('secretsmanager:GetSecretValue');
});

test.each([
  ['id', '11111111-2222-3333-4444-555555555555'],
  ['ARN', 'arn:aws:kms:eu-central-1:111122223333:key/11111111-2222-3333-4444-555555555555'],
])('its own key is told as an ARN, from its %s', async (_, KmsKeyId) => {
  const { value: found } = await fake({ DescribeSecret: () => ({ ARN: arn, KmsKeyId }) }).store.find('db');
  expect(found).toMatchObject({
    kmsKey: 'arn:aws:kms:eu-central-1:111122223333:key/11111111-2222-3333-4444-555555555555',
  });
});

test.each([
  ['alias/own', 'arn:aws:kms:eu-central-1:111122223333:key/*'],
  ['arn:aws:kms:eu-central-1:444455556666:alias/theirs', 'arn:aws:kms:eu-central-1:444455556666:key/*'],
  ['alias/aws/secretsmanager', undefined],
])('a key that it has by the alias %s is told as %s', async (KmsKeyId, kmsKey) => {
  const { value: found } = await fake({ DescribeSecret: () => ({ ARN: arn, KmsKeyId }) }).store.find('db');
  expect(found).toMatchObject({ kmsKey });
});

test('a new version gets its labels in the act that makes it', async () => {
  const { store, sent } = fake({});
  await store.put(arn, { version: 'v2', value, label: 'ours' });
  expect(sent).toEqual([
    [
      'PutSecretValue',
      {
        SecretId: arn,
        ClientRequestToken: 'v2',
        SecretString: value,
        VersionStages: ['AWSCURRENT', 'ours'],
      },
    ],
  ]);
});

test.each(['put', 'create'] as const)('what refuses a value does not repeat it: %s', async (act) => {
  const refuse: Answer = () => {
    throw named('ValidationException', `Value '${value}' (${JSON.stringify(value)}) is too long`);
  };
  const { store } = fake({ PutSecretValue: refuse, CreateSecret: refuse });
  const { diagnostics } =
    act === 'put'
      ? await store.put(arn, { version: 'v', value, label: 'l' })
      : await store.create('db', { version: 'v', value, tags: {} });
  expect(diagnostics[0]?.message).toContain('is too long');
  expect(JSON.stringify(diagnostics)).not.toContain('hush');
});

test('versions are told oldest first, over all pages', async () => {
  const pages: Readonly<Record<string, unknown>> = {
    first: { Versions: [{ VersionId: 'b', CreatedDate: new Date(2000) }], NextToken: 'second' },
    second: { Versions: [{ VersionId: 'a', CreatedDate: new Date(1000) }] },
  };
  const { store } = fake({ ListSecretVersionIds: ({ NextToken = 'first' }) => pages[String(NextToken)] });
  expect((await store.versions(arn)).value).toEqual(['a', 'b']);
});
