import type { ParameterStore } from '../../lib/aws/parameter-store.js';
import { diagnose } from '../../lib/diagnostics/diagnostic.js';
import { lookUpConfigs, namedConfigs } from '../../lib/secrets/look-up-configs.js';
import { loadCompose } from '../support/compose.js';

const arn = 'arn:aws:ssm:eu-central-1:111122223333:parameter/shop/app';
const kmsKey = 'arn:aws:kms:eu-central-1:111122223333:key/11111111-2222-3333-4444-555555555555';

const { project } = loadCompose(`
services:
  web:
    image: nginx
    configs: [own, app, other, known]
configs:
  own: {content: hello}
  other: {external: true}
  app: {external: true, name: /shop/app}
  known: {external: true, name: "${arn}"}
`);

const store = (parameters: Readonly<Record<string, string | undefined>>): ParameterStore => ({
  find: async (name) => ({
    value: Object.hasOwn(parameters, name) ? { arn, kmsKey: parameters[name] } : 'absent',
    diagnostics: [],
  }),
});

test('only those of others that are called by name are looked up', () =>
  expect(namedConfigs(project)).toEqual({ app: '/shop/app', other: 'other' }));

test('what is found is in the bindings, and what is not is told with the command that makes it', async () => {
  const bindings = { version: 1, configs: { other: { arn: 'before' } } } as const;
  const { value, diagnostics } = await lookUpConfigs(
    namedConfigs(project),
    bindings,
    store({ '/shop/app': kmsKey }),
  );
  expect(value.bindings.configs).toEqual({ app: { arn, kmsKey }, other: { arn: 'before' } });
  expect(value.outcomes.map(({ what, outcome }) => `${what}: ${outcome}`)).toEqual([
    'config app: found',
    'config other: failed',
  ]);
  expect(diagnostics).toMatchObject([
    {
      code: 'config-not-found',
      path: ['configs', 'other'],
      fix: expect.stringContaining("aws ssm put-parameter --name 'other'"),
    },
  ]);
});

test('a refusal leaves the bindings as they are', async () => {
  const denied: ParameterStore = {
    find: async () => ({
      value: undefined,
      diagnostics: [diagnose('aws-access-denied', { action: 'ssm:GetParameter', reason: 'not you' })],
    }),
  };
  const { value, diagnostics } = await lookUpConfigs({ app: '/shop/app' }, { version: 1 }, denied);
  expect(value.bindings).toEqual({ version: 1 });
  expect(diagnostics).toMatchObject([{ code: 'aws-access-denied', path: ['configs', 'app'] }]);
});
