import { systemsManager } from '../../lib/aws/systems-manager.js';

const arn = 'arn:aws:ssm:eu-central-1:111122223333:parameter/shop/app';

/** Systems Manager with one answer, and what it was asked. */
function fake(answer: () => object) {
  const asked: unknown[] = [];
  const send = async ({ input }: { readonly input: unknown }) => {
    asked.push(input);
    return answer();
  };
  return { asked, store: systemsManager({ send } as unknown as Parameters<typeof systemsManager>[0]) };
}

test('a parameter is found by exactly its name, and never read', async () => {
  const { store, asked } = fake(() => ({ Parameters: [{ Name: '/shop/app', ARN: arn, Type: 'String' }] }));
  expect(await store.find('/shop/app')).toEqual({ value: { arn, kmsKey: undefined }, diagnostics: [] });
  expect(asked).toEqual([{ ParameterFilters: [{ Key: 'Name', Option: 'Equals', Values: ['/shop/app'] }] }]);
});

test.each([
  ['alias/aws/ssm', undefined],
  [
    '11111111-2222-3333-4444-555555555555',
    'arn:aws:kms:eu-central-1:111122223333:key/11111111-2222-3333-4444-555555555555',
  ],
])('its key %s', async (KeyId, kmsKey) => {
  const { store } = fake(() => ({ Parameters: [{ ARN: arn, KeyId }] }));
  expect((await store.find('/shop/app')).value).toEqual({ arn, kmsKey });
});

test('one that is not there is absent; a refusal is a finding with the action', async () => {
  expect((await fake(() => ({ Parameters: [] })).store.find('x')).value).toBe('absent');
  const { store } = fake(() => {
    throw Object.assign(new Error('not you'), { name: 'AccessDeniedException' });
  });
  const { value, diagnostics } = await store.find('x');
  expect(value).toBeUndefined();
  expect(diagnostics[0]?.message).toContain('ssm:DescribeParameters');
});
