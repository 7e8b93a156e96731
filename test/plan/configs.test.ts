import { planned } from '../support/planned.js';

const arn = 'arn:aws:ssm:eu-central-1:111122223333:parameter/shop/app';
const key = 'arn:aws:kms:eu-central-1:111122223333:key/11111111-2222-3333-4444-555555555555';
const bindings = { version: 1, configs: { app: { arn, kmsKey: key } } } as const;

/** A service that takes a config of others. */
const shop = (reference = 'app', config = '{external: true, name: /shop/app}', more = '') =>
  `name: shop\nservices:\n  web:\n    image: nginx\n    configs: [${reference}]\n${more}configs:\n  app: ${config}\n`;

test('an init container writes it to its file, with owner and mode, from its latest version', () => {
  const reference = '{source: app, target: /etc/app/app.conf, uid: "33", gid: "44", mode: 0440}';
  const { plan, service, codes } = planned(shop(reference), { bindings });
  const [web, init] = service('web').containers;
  expect(web).toMatchObject({
    mounts: [{ volume: 'web-configs', containerPath: '/run/configs', readOnly: true }],
    dependsOn: [{ container: 'web-init', condition: 'SUCCESS' }],
    files: [{ kind: 'linked', source: 'config app', containerPath: '/etc/app/app.conf' }],
  });
  expect(init).toMatchObject({
    mounts: [{ volume: 'web-configs', readOnly: false }],
    secrets: [{ variable: 'SECRET_1', source: { kind: 'parameter', arn, kmsKey: key } }],
    settings: {
      command: ['file', 'SECRET_1', '/run/configs/etc/app/app.conf', '33', '44', '0440', 'text'],
    },
  });
  expect(init?.secrets[0]?.source).not.toHaveProperty('version');
  expect([codes, plan.missingBindings]).toEqual([['builder-needed-for-files'], []]);
});

test('beside secrets it is written by the same container', () => {
  const text = `${shop('app', undefined, '    secrets: [db]\n')}secrets: {db: {file: ./db.txt}}\n`;
  const secret = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:db-AbCdEf';
  const { service } = planned(text, {
    bindings: { ...bindings, secrets: { db: { arn: secret, version: 'v1' } } },
  });
  const init = service('web').containers[1];
  expect(init?.secrets.map(({ source }) => source.kind)).toEqual(['secret', 'parameter']);
  expect(init?.mounts.map(({ containerPath }) => containerPath)).toEqual(['/run/configs', '/run/secrets']);
});

test.each([
  ['a parameter', arn, { kind: 'parameter', arn }],
  [
    'a secret',
    'arn:aws:secretsmanager:eu-central-1:111122223333:secret:app-AbCdEf',
    { kind: 'secret', arn: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:app-AbCdEf' },
  ],
])('the ARN of %s needs no binding', (_, name, source) => {
  const { service, codes } = planned(shop('app', `{external: true, name: "${name}"}`));
  expect(service('web').containers[1]?.secrets).toMatchObject([{ source }]);
  expect(codes).toEqual(['builder-needed-for-files']);
});

test('one that nothing says the place of stops a deployment, with the command', () => {
  const { plan, messages, diagnostics } = planned(shop(), { options: { environment: 'staging' } });
  expect(messages).toContain('the bindings do not say where config app is');
  expect(diagnostics.map(({ fix }) => fix)).toContain('run cdk-compose secrets push --environment staging');
  expect(plan.missingBindings).toMatchObject([
    { what: 'config app', sentence: expect.stringContaining('run cdk-compose secrets push') },
  ]);
});

test('a task without a way out reaches Systems Manager', () => {
  const { plan } = planned(`${shop()}networks: {default: {internal: true}}\n`, { bindings });
  expect(plan.vpc).toMatchObject({
    endpoints: expect.arrayContaining([expect.objectContaining({ value: 'ssm' })]),
  });
});

test.each([
  ['{source: app, uid: www-data}', '', 'config-owner-not-numeric'],
  ['{source: app, target: /data/app.conf}', '    volumes: ["data:/data"]\n', 'config-target-unfit'],
  ['{source: app, target: /tmp/app.conf}', '    tmpfs: ["/tmp:size=1m"]\n', 'config-target-unfit'],
  ['{source: app, target: /}', '', 'config-target-unfit'],
])('%s is refused', (reference, more, code) => {
  const text = `${shop(reference, undefined, more)}${more.includes('volumes') ? 'volumes: {data: }\n' : ''}`;
  expect(planned(text, { bindings }).codes).toContain(code);
});

test('an owner that is no number is refused for every config', () => {
  const { codes } = planned(shop('{source: app, gid: staff}', '{content: hello}'));
  expect(codes).toContain('config-owner-not-numeric');
});

test('the key is honoured', () => {
  const { diagnostics } = planned(shop(), { bindings });
  expect(diagnostics.filter(({ path }) => path?.[0] === 'configs')).toEqual([]);
});
