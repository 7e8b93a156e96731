import { describeImage } from '../../lib/images/image-description.js';
import { registryClient } from '../../lib/images/registry-client.js';
import type { DockerCredentials } from '../../lib/images/docker-credentials.js';
import { fakeRegistry, type FakeRegistry } from './fake-registry.js';

let registry: FakeRegistry;
beforeEach(async () => void (registry = await fakeRegistry()));
afterEach(() => registry.close());

const ask = (tag = '1', credentials?: DockerCredentials) =>
  describeImage(registryClient(registry.host, { credentials: () => Promise.resolve(credentials) }), {
    registry: registry.host,
    repository: 'acme/web',
    tag,
    digest: undefined,
  });

test('an image of one platform, with its facts', async () => {
  const config = {
    User: '1000:1000',
    ExposedPorts: { '8080/tcp': {}, '53/udp': {} },
    Volumes: { '/data': {} },
    StopSignal: 'SIGQUIT',
    Healthcheck: { Test: ['CMD', 'true'], Interval: 30e9, Timeout: 0, Retries: 3 },
  };
  const digest = registry.push('acme/web', '1', ['linux/arm64/v8'], config);
  expect(await ask()).toEqual({
    value: {
      digest,
      platforms: ['linux/arm64'],
      config: {
        user: '1000:1000',
        exposedPorts: ['53/udp', '8080/tcp'],
        volumes: ['/data'],
        stopSignal: 'SIGQUIT',
        healthcheck: { test: ['CMD', 'true'], interval: 30, retries: 3 },
      },
    },
    diagnostics: [],
  });
});

test('an index: its own digest, every platform but the attestations’', async () => {
  const digest = registry.push('acme/web', '1', ['linux/arm64', 'linux/amd64', 'linux/arm/v7']);
  expect((await ask()).value).toEqual({
    digest,
    platforms: ['linux/amd64', 'linux/arm/v7', 'linux/arm64'],
    config: {},
  });
});

test('facts are empty when the image says nothing', async () => {
  registry.push('acme/web', '1', ['linux/amd64'], { User: '', ExposedPorts: null, StopSignal: '' });
  expect((await ask()).value?.config).toEqual({});
});

test('what the registry lacks is undefined, without a finding', async () => {
  expect(await ask('none')).toEqual({ value: undefined, diagnostics: [] });
});

test('bytes that are not what was asked for are refused', async () => {
  const digest = registry.push('acme/web', '1', ['linux/amd64']);
  registry.intercept = (_, response) => Boolean(response.end('{}'));
  const client = registryClient(registry.host, { credentials: () => Promise.resolve(undefined) });
  const { diagnostics } = await describeImage(client, {
    registry: registry.host,
    repository: 'acme/web',
    tag: undefined,
    digest,
  });
  expect(diagnostics).toMatchObject([{ code: 'image-unusable' }]);
});

test.each<[number, string]>([
  [403, 'registry-denied'],
  [429, 'registry-rate-limited'],
  [418, 'registry-failed'],
])('status %i is %s', async (status, code) => {
  registry.intercept = (_, response) => Boolean(response.writeHead(status).end());
  expect(await ask()).toMatchObject({
    value: undefined,
    diagnostics: [{ code, message: expect.stringContaining(registry.host) }],
  });
});

test('a registry that stumbles is asked again', async () => {
  registry.push('acme/web', '1', ['linux/amd64']);
  let stumbles = 1;
  registry.intercept = (_, response) => stumbles-- > 0 && Boolean(response.writeHead(503).end());
  expect((await ask()).value?.platforms).toEqual(['linux/amd64']);
});

test('a registry that is not there is named', async () => {
  const { host } = registry;
  await registry.close();
  expect((await ask()).diagnostics).toMatchObject([
    { code: 'registry-unreachable', message: expect.stringContaining(host) },
  ]);
});

describe('a registry that wants a token', () => {
  const guard = (accept: (authorization: string | undefined) => boolean): void => {
    registry.push('acme/web', '1', ['linux/amd64']);
    registry.intercept = (request, response) => {
      if (request.url?.startsWith('/token') === true) {
        const isRight = accept(request.headers.authorization);
        return Boolean(response.writeHead(isRight ? 200 : 401).end(JSON.stringify({ token: 'T' })));
      }
      if (request.headers.authorization === 'Bearer T') return false;
      const challenge = `Bearer realm="http://${registry.host}/token",service="s",scope="repository:acme/web:pull"`;
      return Boolean(response.writeHead(401, { 'www-authenticate': challenge }).end());
    };
  };

  test('gives it to anyone for a public image, and is asked once', async () => {
    guard((authorization) => authorization === undefined);
    expect((await ask()).value?.platforms).toEqual(['linux/amd64']);
    expect(registry.asked.filter((request) => request.includes('/token'))).toEqual([
      'GET /token?service=s&scope=repository%3Aacme%2Fweb%3Apull',
    ]);
  });

  test.each([429, 503])('denies nobody by having none to give: status %i', async (status) => {
    guard(() => false);
    const { intercept } = registry;
    registry.intercept = (request, response) =>
      request.url?.startsWith('/token') === true
        ? Boolean(response.writeHead(status).end())
        : intercept(request, response);
    expect((await ask()).diagnostics).toMatchObject([
      { code: 'registry-unreachable', message: expect.stringContaining(`status ${status}`) },
    ]);
  });

  test('gets the credentials for a private one', async () => {
    guard((authorization) => authorization === `Basic ${Buffer.from('me:pw').toString('base64')}`);
    expect((await ask('1', { user: 'me', password: 'pw' })).value?.platforms).toEqual(['linux/amd64']);
    expect((await ask('1', { user: 'me', password: 'no' })).diagnostics).toMatchObject([
      { code: 'registry-denied' },
    ]);
  });
});
