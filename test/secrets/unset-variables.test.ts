import { memoryStore } from './memory-store.js';
import { codes, outcomes, pusher } from './pusher.js';

describe('a value of several that is not set here', () => {
  const text = `
services:
  web:
    image: nginx
    environment:
      - API_TOKEN
      - DB_URL=postgres://shop:\${DB_PASSWORD:-}@db/shop
      - SESSION_SECRET=\${SESSION_SECRET:-}
    logging: { driver: loki, options: { loki-url: "https://me:\${LOKI:-}@logs/push" } }
`;
  const variables = {
    API_TOKEN: 'abc-abc-123',
    DB_PASSWORD: 'hunter2',
    SESSION_SECRET: 'sess-sess-1',
    LOKI: 'open-sesame',
  };
  const held = (secrets: ReturnType<typeof memoryStore>['secrets']) =>
    JSON.parse(
      [...(secrets.get('shop/staging/environment/web')?.versions.values() ?? [])].at(-1)?.value ?? '',
    );

  test('stays as it is in the version of now, with a warning for each', async () => {
    const { store, secrets } = memoryStore();
    const push = pusher(store);
    const { value } = await push({ text, variables });
    const before = held(secrets);
    const again = await push({ text, variables: { SESSION_SECRET: 'sess-sess-2' }, ...value });
    expect(outcomes(again)).toEqual(['the secret variables of service web: changed']);
    expect(held(secrets)).toEqual({ ...before, SESSION_SECRET: 'sess-sess-2' });
    expect(again.value.bindings.variables?.['web']?.keys).toEqual(value.bindings.variables?.['web']?.keys);
    expect(codes(again)).toEqual(Array(3).fill('secret-value-kept'));
    expect(again.diagnostics.map(({ message }) => /of (\S+) among/.exec(message)?.[1])).toEqual([
      'API_TOKEN',
      'DB_URL',
      'logging.Http_Passwd',
    ]);
  });

  test('nor is anything written where none is set', async () => {
    const { store, acts } = memoryStore();
    const push = pusher(store);
    const { value } = await push({ text, variables });
    acts.length = 0;
    const again = await push({ text, variables: {}, ...value });
    expect(outcomes(again)).toEqual(['the secret variables of service web: unchanged']);
    expect(again.value.bindings).toEqual(value.bindings);
    expect(acts).toEqual([]);
  });

  test('is an error where Secrets Manager does not hold it either', async () => {
    const { store, acts } = memoryStore();
    const push = pusher(store);
    const { value } = await push({ text, variables: { ...variables, API_TOKEN: '' } });
    const { web } = value.bindings.variables ?? {};
    const edited = { ...value.bindings, variables: { web: { arn: '', ...web, keys: ['API_TOKEN'] } } };
    acts.length = 0;
    const without = await push({ text, variables: {}, bindings: edited });
    expect(codes(without)).toEqual(['secret-value-missing']);
    expect(without.value.bindings).toEqual(edited);
    expect(acts).toEqual([]);
  });

  test('goes when the file says that it is empty, or names it no longer', async () => {
    const { store, secrets } = memoryStore();
    const push = pusher(store);
    const { value } = await push({ text, variables });
    const less = text.replace('- API_TOKEN', '- API_TOKEN=').replace(/- DB_URL.*/, '');
    await push({ text: less, variables, ...value });
    expect(Object.keys(held(secrets))).toEqual(['SESSION_SECRET', 'logging.Http_Passwd']);
  });

  test('stays when its env file may be absent, and is', async () => {
    const { store, secrets } = memoryStore();
    const push = pusher(store);
    const own = `
services:
  web:
    image: nginx
    env_file: [{ path: own.env, required: false }]
    environment: { SESSION_SECRET: "\${SESSION_SECRET}" }
`;
    const { value } = await push({ text: own.replace('env_file', 'x-none'), variables });
    const { web } = value.bindings.variables ?? {};
    const arn = web?.arn ?? '';
    await store.put(arn, { version: 'w', value: '{"A_TOKEN":"t","SESSION_SECRET":"s"}', label: 'l' });
    const bindings = {
      version: 1,
      variables: { web: { arn, keys: ['A_TOKEN', 'SESSION_SECRET'] } },
    } as const;
    await push({ text: own, variables, bindings });
    expect(held(secrets)).toEqual({ A_TOKEN: 't', SESSION_SECRET: 'sess-sess-1' });
  });
});
