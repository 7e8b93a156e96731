import { ComposeError } from '../../lib/diagnostics/compose-error.js';
import { readEnvironments, readProject } from '../../lib/read-project.js';
import { projectFolder } from '../support/project-folder.js';
import { environments, files } from './shop.js';

function codes(act: () => unknown): readonly (readonly [string, string])[] {
  try {
    act();
    return [];
  } catch (error) {
    if (!ComposeError.isComposeError(error)) throw error;
    return error.diagnostics
      .filter(({ severity }) => severity === 'error')
      .map(({ code, message }) => [code, message] as const);
  }
}

test('an environment adds override files, profiles and variables to the one Compose file', () => {
  const directory = projectFolder(files);
  const production = readProject({ directory, environments, environment: 'production' });
  const { services } = production.project.project;
  expect(services['web']?.deploy?.replicas).toBe(3);
  expect(services['web']?.environment).toMatchObject({ LEVEL: 'warn' });
  expect(Object.keys(services).toSorted()).toEqual(['cache', 'mail', 'web']);
  expect(production).toMatchObject({
    environment: 'production',
    env: { account: '222222222222', region: 'eu-west-1' },
    egress: 'nat-gateway-per-zone',
  });
});

test('the override file of laptops is not deployed', () => {
  const directory = projectFolder(files);
  const dev = readProject({ directory, environments, environment: 'dev' });
  expect(dev.project.project.services['web']?.environment).not.toHaveProperty('LAPTOP');
  const undeclared = readProject({ directory, variables: { LEVEL: 'x' } });
  expect(undeclared.project.project.services['web']?.environment).toHaveProperty('LAPTOP', 'yes');
});

test('every environment is read by the same code', () => {
  const directory = projectFolder(files);
  const every = readEnvironments({ directory, environments, imageAccount: '111111111111' });
  expect(Object.keys(every)).toEqual(['dev', 'staging', 'production']);
  expect(JSON.stringify(every['staging'])).toEqual(
    JSON.stringify(
      readProject({ directory, environments, environment: 'staging', imageAccount: '111111111111' }),
    ),
  );
  expect(every['production']?.bindings.repository).toEqual({
    name: 'shop',
    account: '111111111111',
    region: 'eu-west-1',
  });
});

test('a binding says better than the account of images where they are', () => {
  const repository = { name: 'elsewhere', account: '333333333333', region: 'eu-north-1' };
  const directory = projectFolder({
    ...files,
    'compose.staging.json': JSON.stringify({ version: 1, repository }),
  });
  const staging = { directory, environments, environment: 'staging', imageAccount: '111111111111' };
  expect(readProject(staging).bindings.repository).toEqual(repository);
});

test('an environment that is not declared is refused with the nearest name', () => {
  const directory = projectFolder(files);
  expect(codes(() => readProject({ directory, environments, environment: 'prodction' }))).toEqual([
    ['unknown-environment', "no environment 'prodction' is declared"],
  ]);
});

test('a variable without a value is an error once environments are declared', () => {
  const directory = projectFolder(files);
  const { variables: _, ...staging } = environments.staging;
  expect(codes(() => readProject({ directory, environments: { staging } }))).toEqual([
    [
      'unset-variable',
      'the variable LEVEL is not set; an empty text stands for it, in the environment staging',
    ],
  ]);
  expect(codes(() => readProject({ directory }))).toEqual([]);
});

test('the only environment is taken; of several the first, undecided', () => {
  const directory = projectFolder(files);
  const only = readProject({ directory, environments: { staging: environments.staging } });
  expect(only).toMatchObject({ environment: 'staging' });
  expect(only).not.toHaveProperty('undecided');
  expect(readProject({ directory, environments })).toMatchObject({
    environment: 'dev',
    undecided: ['dev', 'staging', 'production'],
  });
});

test('a build argument that differs between environments is refused with its variable', () => {
  const directory = projectFolder({
    ...files,
    'compose.yaml': 'services: {web: {build: {context: ., args: {MODE: "x-${LEVEL}"}}}}\n',
  });
  const differs = (other: string) => [
    'build-differs-between-environments',
    `the image of service 'web' would differ between dev and ${other}: build.args.MODE, by the variable LEVEL`,
  ];
  expect(codes(() => readProject({ directory, environments, environment: 'staging' }))).toEqual([
    differs('staging'),
    differs('production'),
  ]);
});

test('the place of a build input that differs is that of the file that says it', () => {
  const directory = projectFolder({
    ...files,
    'compose.production.yaml': 'services:\n  web:\n    build:\n      target: small\n',
  });
  expect(() => readProject({ directory, environments, environment: 'dev' })).toThrow(
    'compose.production.yaml:4:7 error[build-differs-between-environments]',
  );
});

test('what differs when a container starts is no build input', () => {
  const directory = projectFolder(files);
  const { findings } = readProject({ directory, environments, environment: 'production' });
  expect(findings.map(({ code }) => code).filter((code) => code.includes('differs'))).toEqual([]);
});

test('another image of a service is told', () => {
  const directory = projectFolder({ ...files, 'compose.dev.yaml': 'services: {cache: {image: "redis:8"}}' });
  const { findings } = readProject({ directory, environments, environment: 'production' });
  expect(findings).toContainEqual(
    expect.objectContaining({
      code: 'image-differs-between-environments',
      message: "service 'cache' runs redis:8 in dev and redis:7 in staging",
    }),
  );
});

test('reading every environment where none is declared is an error', () => {
  expect(codes(() => readEnvironments({ directory: projectFolder(files) }))).toEqual([
    ['no-environments', 'no environments are declared'],
  ]);
});

test('a config whose text differs between environments would make another image, and is refused', () => {
  const directory = projectFolder({
    ...files,
    'compose.yaml': [
      'configs: {settings: {content: "level=${LEVEL}"}, same: {content: "x"}}',
      'services: {web: {image: "nginx:1", configs: [settings, same]}}',
      '',
    ].join('\n'),
  });
  const found = codes(() => readEnvironments({ directory, environments }));
  expect(found.map(([, message]) => message)).toEqual(
    ['staging', 'production'].map(
      (other) =>
        `the image of service 'web' would differ between dev and ${other}: files at /settings, by the variable LEVEL`,
    ),
  );
});

test('bindings of before environments were declared are told, not passed over', () => {
  const directory = projectFolder({ ...files, 'compose.bindings.json': '{ "version": 1 }' });
  const findings = (environment: string) =>
    readProject({ directory, environments, environment }).findings.filter(
      ({ code }) => code === 'bindings-unread',
    );
  expect(findings('staging')[0]?.fix).toContain('rename compose.bindings.json to compose.staging.json');
  const mended = projectFolder({ ...files, 'compose.staging.json': '{ "version": 1 }' });
  expect(
    readProject({ directory: mended, environments, environment: 'staging' }).findings.map(({ code }) => code),
  ).not.toContain('bindings-unread');
});

test.each(['- API_TOKEN=${API_TOKEN}', 'API_TOKEN: "${API_TOKEN}"'])(
  'a variable needs no value where the bindings know its secret, and one elsewhere: %s',
  (variable) => {
    const text = `services:\n  web:\n    image: nginx\n    environment:\n      ${variable}\n`;
    const binding = { arn: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:x-AbCdEf' };
    const bindings = JSON.stringify({ version: 1, variables: { web: { ...binding, keys: ['API_TOKEN'] } } });
    const read = (given: Readonly<Record<string, string>>) => () =>
      readProject({ directory: projectFolder(given), environments: { dev: {} }, environment: 'dev' });
    expect(codes(read({ 'compose.yaml': text }))).toMatchObject([['unset-variable', expect.anything()]]);
    expect(codes(read({ 'compose.yaml': text, 'compose.dev.json': bindings }))).toEqual([]);
    const twice = text.replace('image: nginx', 'image: nginx:${API_TOKEN}');
    expect(codes(read({ 'compose.yaml': twice, 'compose.dev.json': bindings }))).toMatchObject([
      ['unset-variable', expect.anything()],
    ]);
  },
);
