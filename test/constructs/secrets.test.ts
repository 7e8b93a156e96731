import type { ContainerPlan } from '../../lib/model/deployment-plan.js';
import type { SecretSource } from '../../lib/model/secret-plan.js';
import { cause, container, deploymentPlan, service } from './fixtures/plan.js';
import { onlyResource, statementsOf, templateOf } from './fixtures/template.js';

const db = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/staging/secret/db-AbCdEf';
const kmsKey = 'arn:aws:kms:eu-central-1:111122223333:key/11111111-2222-3333-4444-555555555555';
const parameter = 'arn:aws:ssm:eu-central-1:111122223333:parameter/shop/token';

const from = (variable: string, source: Omit<SecretSource, 'kind'> & Partial<SecretSource>) => ({
  variable,
  source: { kind: 'secret' as const, ...source },
  cause,
});

function withSecrets(...secrets: ContainerPlan['secrets']) {
  const web = container('web', { dependsOn: [{ container: 'web-init', condition: 'SUCCESS' }] });
  const init = container('web-init', {
    essential: false,
    secrets,
    mounts: [{ volume: 'web-secrets', containerPath: '/run/secrets', readOnly: false, cause }],
  });
  const task = service('web', {
    containers: [web, init],
    taskVolumes: [{ kind: 'task-storage', name: 'web-secrets' }],
  });
  const template = templateOf(deploymentPlan({ services: [task] }));
  const { Properties } = onlyResource(template, 'AWS::ECS::TaskDefinition');
  return { template, task: Properties as Record<string, unknown>, containers: containersOf(Properties) };
}

function containersOf(properties: unknown) {
  return (properties as { ContainerDefinitions: Record<string, unknown>[] }).ContainerDefinitions;
}

test('the container waits for the one that writes its files', () => {
  const { containers, task } = withSecrets(from('SECRET_1', { arn: db, version: 'v1' }));
  expect(containers[0]).toMatchObject({
    DependsOn: [{ ContainerName: 'web-init', Condition: 'SUCCESS' }],
  });
  expect(containers[1]).toMatchObject({ Essential: false });
  expect(task).toMatchObject({ Volumes: [{ Name: 'web-secrets' }] });
});

test.each([
  ['a version', { arn: db, version: 'v1' }, `${db}:::v1`],
  ['a key of a version', { arn: db, version: 'v1', key: 'password' }, `${db}:password::v1`],
  ['what is current', { arn: db }, db],
  ['a key of what is current', { arn: db, key: 'password' }, `${db}:password::`],
  ['a parameter', { kind: 'parameter', arn: parameter }, parameter],
] as const)('ECS reads %s', (_, source, valueFrom) => {
  const { containers } = withSecrets(from('SECRET_1', source));
  expect(containers[1]?.['Secrets']).toEqual([{ Name: 'SECRET_1', ValueFrom: valueFrom }]);
});

test('the execution role may read exactly these secrets, and the task role none', () => {
  const { template } = withSecrets(
    from('SECRET_1', { arn: db, version: 'v1' }),
    from('SECRET_2', { arn: db, version: 'v1', key: 'password' }),
    from('SECRET_3', { kind: 'parameter', arn: parameter }),
  );
  const read = statementsOf(template).filter(({ Action }) =>
    /GetSecretValue|ssm:GetParameters/.test(JSON.stringify(Action)),
  );
  expect(new Set(read.map(({ Resource }) => Resource))).toEqual(new Set([db, parameter]));
  expect(JSON.stringify(template.toJSON())).not.toMatch(/"(?:secretsmanager|ssm):[^"]*\*/);
});

test.each([
  ['secret', { arn: db, kmsKey }],
  ['parameter', { kind: 'parameter' as const, arn: parameter, kmsKey }],
])('a %s that is encrypted with a key of the account may be decrypted with that key', (kind, source) => {
  const { template } = withSecrets(from('SECRET_1', source));
  const [decrypt] = statementsOf(template).filter(({ Action }) =>
    JSON.stringify(Action).includes('kms:Decrypt'),
  );
  expect(decrypt).toMatchObject({
    Resource: kmsKey,
    Condition: {
      StringEquals: {
        [`kms:EncryptionContext:${kind === 'secret' ? 'SecretARN' : 'PARAMETER_ARN'}`]: source.arn,
      },
    },
  });
});

test('one under a key that is known by its alias alone may be decrypted with it, and nothing else', () => {
  const { template } = withSecrets(from('SECRET_1', { arn: db, kmsKey: kmsKey.replace(/[^/]+$/, '*') }));
  const [decrypt] = statementsOf(template).filter(({ Action }) =>
    JSON.stringify(Action).includes('kms:Decrypt'),
  );
  expect(decrypt).toMatchObject({
    Resource: 'arn:aws:kms:eu-central-1:111122223333:key/*',
    Condition: { StringEquals: { 'kms:EncryptionContext:SecretARN': db } },
  });
});

test.each([
  ['secret', { arn: db }, { StringEquals: { 'kms:EncryptionContext:SecretARN': db } }],
  [
    'secret with a partial ARN',
    { arn: db.slice(0, -7), isPartial: true },
    { StringLike: { 'kms:EncryptionContext:SecretARN': `${db.slice(0, -7)}-??????` } },
  ],
  [
    'parameter',
    { kind: 'parameter' as const, arn: parameter },
    { StringEquals: { 'kms:EncryptionContext:PARAMETER_ARN': parameter } },
  ],
])(
  'a %s under a key that nobody names may be decrypted, and nothing else under it',
  (_, source, Condition) => {
    const { template } = withSecrets(from('SECRET_1', { ...source, keyUnknown: true }));
    const [decrypt, ...others] = statementsOf(template).filter(({ Action }) =>
      JSON.stringify(Action).includes('kms:Decrypt'),
    );
    expect(decrypt).toMatchObject({ Resource: 'arn:aws:kms:eu-central-1:*:key/*', Condition });
    expect(others).toEqual([]);
  },
);

test('one whose ARN is partial is granted with the six characters that it lacks', () => {
  const arn = db.slice(0, -7);
  const { template, containers } = withSecrets(from('SECRET_1', { arn, isPartial: true }));
  expect(containers[1]?.['Secrets']).toEqual([{ Name: 'SECRET_1', ValueFrom: arn }]);
  const [read] = statementsOf(template).filter(({ Action }) =>
    JSON.stringify(Action).includes('GetSecretValue'),
  );
  expect(read).toMatchObject({ Resource: `${arn}-??????` });
});
