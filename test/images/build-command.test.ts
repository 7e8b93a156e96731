import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { readImageLock } from '../../lib/images/image-lock-file.js';
import { fakeDocker } from './fake-docker.js';
import { fakeRegistry, type FakeRegistry } from './fake-registry.js';
import { folder, write } from './folder.js';
import { runBuild } from './run-build.js';

const compose = 'name: shop\nservices:\n  api: {build: ./api}\n  web: {build: ./web}\n';
const project = (files: Readonly<Record<string, string>> = {}) =>
  folder({
    'compose.yaml': compose,
    'api/Dockerfile': 'FROM scratch',
    'web/Dockerfile': 'FROM scratch AS web',
    ...files,
  });
const lockOf = (root: string) => readImageLock(join(root, 'compose.images.json')).value?.images ?? {};

let registry: FakeRegistry;
/** What the fake ECR does beyond its duty: answers by action. */
let ecr: Record<string, (input: { imageIds?: { imageTag: string }[] }) => [number, object]>;
let digests: Map<string, string>;

beforeEach(async () => {
  registry = await fakeRegistry();
  digests = new Map();
  ecr = {
    GetAuthorizationToken: () => [
      200,
      { authorizationData: [{ authorizationToken: 'QVdTOnB3', proxyEndpoint: `https://${registry.host}` }] },
    ],
    DescribeImages: ({ imageIds: [{ imageTag } = { imageTag: '' }] = [] }) => {
      const imageDigest = digests.get(imageTag);
      const missing = digests.size === 0 ? 'RepositoryNotFoundException' : 'ImageNotFoundException';
      return imageDigest === undefined
        ? [400, { __type: missing }]
        : [200, { imageDetails: [{ imageDigest }] }];
    },
    CreateRepository: () => [200, {}],
  };
  registry.intercept = (request, response) => {
    if (request.method !== 'POST') return false;
    void answer(request, response);
    return true;
  };
});
afterEach(() => registry.close());

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  if (request.url === '/push') {
    const { repository, tag, platforms } = JSON.parse(body) as {
      repository: string;
      tag: string;
      platforms: string[];
    };
    const digest = registry.push(repository, tag, platforms, { User: tag });
    digests.set(tag, digest);
    return void response.end(digest);
  }
  const action = String(request.headers['x-amz-target']).replace(/.*\./, '');
  registry.asked.push(action);
  const [status, value] = ecr[action]?.(JSON.parse(body) as { imageIds?: { imageTag: string }[] }) ?? [
    400,
    { __type: 'Unknown' },
  ];
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(value));
}

const aws = () => ({
  AWS_ENDPOINT_URL: `http://${registry.host}`,
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: 'eu-central-1',
});
const calls = (file: string) =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { command: string; args: string[]; input: string; auth?: string })
    : [];

// The AWS SDK reads its settings from the process itself.
const before = { ...process.env };
beforeEach(
  () =>
    void Object.assign(process.env, aws(), {
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/none',
      AWS_SHARED_CREDENTIALS_FILE: '/none',
    }),
);
afterEach(() => void (process.env = { ...before }));

describe('on ECR', () => {
  test('makes the repository, builds, and passes the token to the child alone', async () => {
    const root = project();
    const docker = fakeDocker();
    const { code, images, stdout, stderr } = await runBuild(root, ['--format', 'json'], {
      path: docker.path,
    });
    expect([code, stderr.match(/error.*/)]).toEqual([0, null]);
    expect(images.map(({ outcome }) => outcome)).toEqual(['built', 'built']);
    expect(registry.asked).toContain('CreateRepository');
    const [bake] = calls(docker.calls).filter(({ command }) => command === 'bake');
    expect(JSON.parse(bake?.auth ?? '')).toEqual({ auths: { [registry.host]: { auth: 'QVdTOnB3' } } });
    expect(JSON.stringify([bake?.args, bake?.input, stdout, stderr, lockOf(root)])).not.toContain('QVdTOnB3');
    expect(process.env['DOCKER_AUTH_CONFIG']).toBeUndefined();
    for (const [tag, { config }] of Object.entries(lockOf(root))) expect(config.user).toBe(tag);
    expect(Object.keys(lockOf(root))).toHaveLength(2);
  });

  test('finds what is there, and then starts no process', async () => {
    const root = project();
    await runBuild(root, [], { path: fakeDocker().path });
    const docker = fakeDocker();
    const again = await runBuild(root, ['--format', 'json'], { path: docker.path });
    expect([again.code, again.images.map(({ outcome }) => outcome), calls(docker.calls)]).toEqual([
      0,
      ['reused', 'reused'],
      [],
    ]);
  });

  test('keeps what was pushed when a sibling failed, and says why it failed', async () => {
    const root = project();
    const { code, stderr } = await runBuild(root, [], { path: fakeDocker({ fail: ['web'] }).path });
    expect(code).toBe(1);
    expect(stderr).toContain('compose.yaml:4:9 error[build-failed] the build of web failed at 1/1 RUN make');
    expect(stderr).toContain('  | make: no rule');
    expect(Object.values(lockOf(root)).map(({ services }) => services)).toEqual([['api']]);
  });

  test('ends the child on an interrupt, and keeps what was pushed', async () => {
    const root = project();
    const { code, stderr } = await runBuild(root, [], {
      path: fakeDocker({ hang: ['web'] }).path,
      interrupted: (interrupt) => {
        const timer = setInterval(() => {
          if (digests.size === 0) return;
          clearInterval(timer);
          interrupt();
        }, 20);
      },
    });
    expect([code, stderr]).toEqual([130, expect.stringContaining('build-interrupted')]);
    expect(Object.values(lockOf(root)).map(({ services }) => services)).toEqual([['api']]);
  });

  test('accepts an image that another run pushed first', async () => {
    const root = project();
    const docker = fakeDocker({ fail: ['web'] });
    ecr['CreateRepository'] = () => {
      // While this run prepares, another one pushes the same tag: the push of this one then fails.
      const web = /c-[0-9a-f]{32}/.exec(tagOfWeb ?? '')?.[0] ?? '';
      digests.set(web, registry.push('shop', web, ['linux/amd64']));
      return [400, { __type: 'RepositoryAlreadyExistsException' }];
    };
    const { stdout } = await runBuild(root, ['--print']);
    const tagOfWeb = (JSON.parse(stdout) as { target: { web: { tags: string[] } } }).target.web.tags[0];
    const { code } = await runBuild(root, [], { path: docker.path });
    expect([code, Object.keys(lockOf(root)).length]).toEqual([0, 2]);
  });

  test('takes a new token when the first expired during the build', async () => {
    const root = project();
    const [expired, valid] = ['QVdTOm9sZA==', 'QVdTOnB3'];
    const docker = fakeDocker({ denied: expired });
    const proxyEndpoint = `https://${registry.host}`;
    const tokens = [expired, valid];
    const { intercept } = registry;
    registry.intercept = (request, response) => {
      if (request.method !== 'GET' || request.headers.authorization === `Basic ${valid}`)
        return intercept(request, response);
      response.writeHead(401, { 'www-authenticate': 'Basic realm="ECR"' }).end();
      return true;
    };
    ecr['GetAuthorizationToken'] = () => [
      200,
      { authorizationData: [{ authorizationToken: tokens.shift(), proxyEndpoint }] },
    ];
    const { code } = await runBuild(root, [], { path: docker.path });
    const bakes = calls(docker.calls).filter(({ command }) => command === 'bake');
    expect([code, Object.keys(lockOf(root)).length]).toEqual([0, 2]);
    expect(bakes.map(({ auth }) => auth?.includes(expired))).toEqual([true, false]);
  });

  test('tells when the repository has no image that was pushed to it', async () => {
    const root = project();
    const { intercept } = registry;
    registry.intercept = (request, response) => {
      if (request.method !== 'GET') return intercept(request, response);
      response.writeHead(404).end();
      return true;
    };
    const { code, stderr } = await runBuild(root, [], { path: fakeDocker().path });
    expect([code, stderr, lockOf(root)]).toEqual([1, expect.stringContaining('is not in its registry'), {}]);
  });

  test('gives up when the new token is refused as well', async () => {
    const docker = fakeDocker({ denied: registry.host });
    const { code, stderr } = await runBuild(project(), [], { path: docker.path });
    expect([code, stderr]).toEqual([1, expect.stringContaining('403 Forbidden')]);
    expect(calls(docker.calls).filter(({ command }) => command === 'bake')).toHaveLength(2);
  });

  test('drops what a deleted service ran, and keeps what a service of a profile runs', async () => {
    const profiled = `${compose}  tools: {build: ./tools, profiles: [debug]}\n`;
    const root = project({ 'compose.yaml': profiled, 'tools/Dockerfile': 'FROM scratch AS tools' });
    await runBuild(root, ['--profile', 'debug'], { path: fakeDocker().path });
    expect(Object.keys(lockOf(root))).toHaveLength(3);
    write(root, 'compose.yaml', profiled.replace('  web: {build: ./web}\n', ''));
    await runBuild(root, [], { path: fakeDocker().path });
    expect(
      Object.values(lockOf(root))
        .flatMap(({ services }) => services)
        .toSorted(),
    ).toEqual(['api', 'tools']);
  });

  test('refuses credentials of another account', async () => {
    const { code, stderr } = await runBuild(project(), [], {
      path: fakeDocker().path,
      environment: { CDK_DEFAULT_ACCOUNT: '123456789012' },
    });
    expect([code, stderr]).toEqual([1, expect.stringContaining('aws-account-differs')]);
  });

  test('without credentials fails, and writes no lock', async () => {
    delete process.env['AWS_ACCESS_KEY_ID'];
    const root = project();
    const { code, stderr } = await runBuild(root, [], { path: fakeDocker().path });
    expect([code, stderr]).toEqual([1, expect.stringContaining('aws-credentials-missing')]);
    expect(Object.keys(lockOf(root))).toEqual([]);
  });
});

describe('in front of a CDK app (--if-stale)', () => {
  const context = (root: string, more: object = {}) => ({
    CDK_CONTEXT_JSON: JSON.stringify({ 'compose:files': join(root, 'compose.yaml'), ...more }),
  });

  test('builds what is stale, from the context, and writes to standard error only', async () => {
    const root = project();
    const { code, stdout, stderr } = await runBuild('/', ['--if-stale'], {
      path: fakeDocker().path,
      environment: context(root),
    });
    expect([code, stdout, Object.keys(lockOf(root)).length]).toEqual([0, '', 2]);
    expect(stderr).toContain('built');
  });

  test('says nothing and asks nobody when the lock is fresh', async () => {
    const root = project();
    await runBuild(root, [], { path: fakeDocker().path });
    registry.asked.splice(0);
    const { code, stdout, stderr } = await runBuild('/', ['--if-stale'], {
      path: '/nowhere',
      environment: context(root),
    });
    expect([code, stdout, stderr, registry.asked]).toEqual([0, '', '', []]);
  });

  test.each<[string, Readonly<Record<string, string>>, object]>([
    ['in CI', { CI: 'true' }, {}],
    ['with compose:build=never', {}, { 'compose:build': 'never' }],
  ])('does nothing %s', async (_, environment, more) => {
    const root = project();
    const docker = fakeDocker();
    const ran = await runBuild('/', ['--if-stale'], {
      path: docker.path,
      environment: { ...context(root, more), ...environment },
    });
    expect([ran.code, ran.stderr, calls(docker.calls), registry.asked]).toEqual([0, '', [], []]);
  });

  test('builds in CI when asked to', async () => {
    const root = project();
    const environment = { ...context(root, { 'compose:build': 'always' }), CI: 'true' };
    await runBuild('/', ['--if-stale'], { path: fakeDocker().path, environment });
    expect(Object.keys(lockOf(root))).toHaveLength(2);
  });

  test('without credentials says so and lets the app go on', async () => {
    delete process.env['AWS_ACCESS_KEY_ID'];
    const root = project();
    const { code, stderr } = await runBuild('/', ['--if-stale'], {
      path: fakeDocker().path,
      environment: context(root),
    });
    expect([code, stderr]).toEqual([
      0,
      expect.stringMatching(/^cdk-compose build: nothing was built, no valid AWS credentials/),
    ]);
  });

  test('without a builder says so and lets the app go on', async () => {
    const root = project();
    const { code, stderr } = await runBuild('/', ['--if-stale'], {
      path: '/nowhere',
      environment: context(root),
    });
    expect([code, stderr]).toEqual([
      0,
      expect.stringContaining('docker buildx can’t be run'.replace('’', "'")),
    ]);
  });

  test('without a network says so, lets the app go on, and writes no lock', async () => {
    delete process.env['AWS_ACCESS_KEY_ID'];
    const root = project({ 'compose.yaml': `${compose}  cache: {image: "127.0.0.1:1/redis:7"}\n` });
    const { code, stderr } = await runBuild('/', ['--if-stale'], {
      path: fakeDocker().path,
      environment: context(root),
    });
    expect([code, stderr]).toEqual([0, expect.stringContaining("the registry 127.0.0.1:1 can't be reached")]);
    expect(existsSync(join(root, 'compose.images.json'))).toBe(false);
  });

  test('refuses another account', async () => {
    const root = project();
    const environment = { ...context(root), CDK_DEFAULT_ACCOUNT: '123456789012' };
    expect((await runBuild('/', ['--if-stale'], { path: fakeDocker().path, environment })).code).toBe(1);
  });
});

test('--frozen fails when the lock is stale, and asks nobody', async () => {
  const root = project();
  const { code, stderr } = await runBuild(root, ['--frozen'], { path: '/nowhere' });
  expect([code, stderr, registry.asked]).toEqual([
    1,
    expect.stringContaining('lacks the images of api, web'),
    [],
  ]);
});

test.each(['ghcr.io/acme/', 'ghcr.io/Acme', 'https://ghcr.io/acme', 'acme', ''])(
  "--registry '%s' is refused before anything is built",
  async (text) => {
    const { code, stderr } = await runBuild(project(), ['--registry', text], { path: '/none' });
    expect([code, stderr]).toEqual([2, expect.stringContaining('small letters')]);
  },
);

test("--image-account 'acme' is refused before anything is built", async () => {
  const { code, stderr } = await runBuild(project(), ['--image-account', 'acme'], { path: '/none' });
  expect([code, stderr]).toEqual([2, expect.stringContaining('twelve digits of an AWS account')]);
});

test.each(['ghcr.io/acme', 'ghcr.io', 'localhost', '127.0.0.1:5000', '[::1]:5000/a/b', 'docker.io/acme'])(
  "--registry '%s' is one",
  async (text) => {
    const { code, stdout } = await runBuild(project(), ['--registry', text, '--print'], { path: '/none' });
    expect([code, stdout]).toEqual([0, expect.stringContaining(`"${text}/shop:c-`)]);
  },
);

test('--compare has nothing to do where nothing is built', async () => {
  const root = folder({ 'compose.yaml': 'services: {web: {image: nginx}}\n' });
  const docker = fakeDocker();
  const { code, stderr } = await runBuild(root, ['--compare', 'a', 'b'], docker);
  expect([code, stderr]).toEqual([0, expect.stringContaining('nothing to compare')]);
  expect(existsSync(docker.calls)).toBe(false);
});

test('an unknown service is answered with the known ones', async () => {
  const { code, stderr } = await runBuild(project(), ['--explain', 'wbe']);
  expect([code, stderr]).toEqual([1, expect.stringContaining("did you mean 'web'?")]);
});

test('a broken lock is a finding with its place, and nothing is built over it', async () => {
  const root = project();
  write(root, 'compose.images.json', '{"version": 1,\n "images": {]}');
  const { code, stderr } = await runBuild(root, [], { path: fakeDocker().path });
  expect([code, stderr]).toEqual([
    1,
    expect.stringMatching(/compose\.images\.json:2:13 error\[json-broken\]/),
  ]);
  expect(readFileSync(join(root, 'compose.images.json'), 'utf8')).toContain('{]}');
});
