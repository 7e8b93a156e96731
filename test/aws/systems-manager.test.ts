import { systemsManager } from '../../lib/aws/systems-manager.js';

const arn = 'arn:aws:ssm:eu-central-1:111122223333:parameter/shop/app';

/** Systems Manager that answers by the command's name, and what it was asked. */
function fake(answers: Readonly<Record<string, () => object>>) {
  const asked: [string, unknown][] = [];
  const send = async (command: {
    readonly constructor: { readonly name: string };
    readonly input: unknown;
  }) => {
    const name = command.constructor.name.replace(/Command$/, '');
    asked.push([name, command.input]);
    return answers[name]?.() ?? {};
  };
  return { asked, store: systemsManager({ send } as unknown as Parameters<typeof systemsManager>[0]) };
}

const named = (name: string) => () => {
  throw Object.assign(new Error('not you'), { name });
};

test('a parameter is found by its name, and decrypted by nobody', async () => {
  const { store, asked } = fake({ GetParameter: () => ({ Parameter: { ARN: arn, Type: 'String' } }) });
  expect(await store.find('/shop/app')).toEqual({ value: { arn, kmsKey: undefined }, diagnostics: [] });
  expect(asked).toEqual([['GetParameter', { Name: '/shop/app' }]]);
});

test.each([
  ['alias/aws/ssm', undefined],
  [
    '11111111-2222-3333-4444-555555555555',
    'arn:aws:kms:eu-central-1:111122223333:key/11111111-2222-3333-4444-555555555555',
  ],
])('an encrypted one is told with its key, %s', async (KeyId, kmsKey) => {
  const { store, asked } = fake({
    GetParameter: () => ({ Parameter: { ARN: arn, Type: 'SecureString' } }),
    DescribeParameters: () => ({ Parameters: [{ KeyId }] }),
  });
  expect((await store.find('/shop/app')).value).toEqual({ arn, kmsKey });
  expect(asked[1]).toEqual([
    'DescribeParameters',
    { ParameterFilters: [{ Key: 'Name', Option: 'Equals', Values: ['/shop/app'] }] },
  ]);
});

test('one that is not there is absent', async () =>
  expect(await fake({ GetParameter: named('ParameterNotFound') }).store.find('x')).toEqual({
    value: 'absent',
    diagnostics: [],
  }));

test.each([
  ['ssm:GetParameter', { GetParameter: named('AccessDeniedException') }],
  [
    'ssm:DescribeParameters',
    {
      GetParameter: () => ({ Parameter: { ARN: arn, Type: 'SecureString' } }),
      DescribeParameters: named('AccessDeniedException'),
    },
  ],
])('a refusal of %s is a finding with the action', async (action, answers) => {
  const { value, diagnostics } = await fake(answers).store.find('x');
  expect(value).toBeUndefined();
  expect(diagnostics[0]?.message).toContain(action);
});
