import { dockerCredentials, type CredentialSource } from '../../lib/images/docker-credentials.js';
import { folder } from './folder.js';

const auth = (text: string) => Buffer.from(text).toString('base64');
const noHelper: CredentialSource['run'] = () => Promise.resolve({ kind: 'missing' });

const ask = (
  registry: string,
  config: object,
  extra: Partial<CredentialSource> & { variable?: object } = {},
) =>
  dockerCredentials(registry, {
    run: extra.run ?? noHelper,
    environment: {
      DOCKER_CONFIG: folder({ 'config.json': JSON.stringify(config) }),
      ...(extra.variable === undefined ? {} : { DOCKER_AUTH_CONFIG: JSON.stringify(extra.variable) }),
    },
  });

test('from auths, with a colon in the password', async () => {
  expect(await ask('ghcr.io', { auths: { 'ghcr.io': { auth: auth('me:a:b') } } })).toEqual({
    user: 'me',
    password: 'a:b',
  });
});

test('of Docker Hub, under its old key', async () => {
  const auths = { 'https://index.docker.io/v1/': { auth: auth('me:pw') } };
  expect(await ask('docker.io', { auths })).toEqual({ user: 'me', password: 'pw' });
});

test('from DOCKER_AUTH_CONFIG before the configuration', async () => {
  const variable = { auths: { 'ghcr.io': { auth: auth('ci:1') } } };
  expect(await ask('ghcr.io', { auths: { 'ghcr.io': { auth: auth('me:2') } } }, { variable })).toMatchObject({
    user: 'ci',
  });
});

test('from the helper of the registry, asked in its own protocol', async () => {
  const asked: unknown[] = [];
  const run: CredentialSource['run'] = ({ argv, input }) => {
    asked.push([argv, input]);
    return Promise.resolve({ kind: 'exited', code: 0, stdout: '{"Username":"u","Secret":"s"}', stderr: '' });
  };
  const config = { credHelpers: { 'ghcr.io': 'gh' }, credsStore: 'desktop' };
  expect(await ask('ghcr.io', config, { run })).toEqual({ user: 'u', password: 's' });
  expect(asked).toEqual([[['docker-credential-gh', 'get'], 'ghcr.io']]);
});

test('an identity token is told apart', async () => {
  const run: CredentialSource['run'] = () =>
    Promise.resolve({ kind: 'exited', code: 0, stdout: '{"Username":"<token>","Secret":"t"}', stderr: '' });
  expect(await ask('x.io', { credsStore: 'desktop' }, { run })).toMatchObject({ identityToken: 't' });
});

test('a helper that knows nothing, or is missing, leaves the file', async () => {
  const config = { credsStore: 'desktop', auths: { 'x.io': { auth: auth('me:pw') } } };
  expect(await ask('x.io', config)).toMatchObject({ user: 'me' });
});

test.each([
  '',
  '{',
  '[]',
  'null',
  '{"auths": {"x.io": {}}}',
  '{"auths": null}',
  '{"auths": {"x.io": {"auth": 5}}}',
  '{"auths": {"x.io": {"identitytoken": ""}}}',
])('a configuration of %j holds none', async (text) => {
  const environment = { DOCKER_CONFIG: folder({ 'config.json': text }) };
  expect(await dockerCredentials('x.io', { environment, run: noHelper })).toBeUndefined();
});
