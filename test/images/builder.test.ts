import { chooseBuilder, readyBuilder } from '../../lib/images/builder.js';
import { readyBuildCloud } from '../../lib/images/build-cloud.js';
import type { Buildx } from '../../lib/images/buildx.js';
import type { Finished } from '../../lib/images/process.js';

const said = (stdout: string, stderr = '', code = 0): Finished => ({ kind: 'exited', code, stdout, stderr });

/** A buildx that answers by its subcommand, and keeps what it was asked. */
function fake(answers: Readonly<Record<string, Finished>>): {
  readonly buildx: Buildx;
  readonly asked: string[];
} {
  const asked: string[] = [];
  const buildx: Buildx = {
    program: ['docker', 'buildx'],
    environment: {},
    run: ({ argv }) => {
      asked.push(argv.slice(2).join(' '));
      return Promise.resolve(answers[argv[2] ?? ''] ?? { kind: 'missing' });
    },
  };
  return { buildx, asked };
}

describe('the choice', () => {
  test.each([
    [
      { flag: 'a', environment: { BUILDX_BUILDER: 'b' }, context: 'c' },
      { kind: 'named', name: 'a', by: '--builder' },
    ],
    [
      { environment: { BUILDX_BUILDER: 'b' }, context: 'c' },
      { kind: 'named', name: 'b', by: 'BUILDX_BUILDER' },
    ],
    [
      { environment: {}, context: 'o/b' },
      { kind: 'cloud', organization: 'o', builder: 'b', by: 'compose:builder' },
    ],
    [
      { environment: { DOCKER_ACCOUNT: 'o', CLOUD_BUILDER_NAME: 'b' } },
      { kind: 'cloud', organization: 'o', builder: 'b', by: 'DOCKER_ACCOUNT and CLOUD_BUILDER_NAME' },
    ],
    [
      { flag: 'cloud://o/b', environment: {} },
      { kind: 'cloud', organization: 'o', builder: 'b', by: '--builder' },
    ],
    [{ environment: { DOCKER_ACCOUNT: 'o' } }, { kind: 'current' }],
  ])('%j', (wishes, choice) => expect(chooseBuilder(wishes).value).toEqual(choice));

  test.each(['a/b/c', '/b', 'a/'])('refuses %s', (flag) => {
    expect(chooseBuilder({ flag, environment: {} }).diagnostics).toMatchObject([
      { code: 'build-cloud-name-broken' },
    ]);
  });
});

describe('a builder of this machine', () => {
  const version = said('github.com/docker/buildx v0.29.1 abc');

  test('is described in a sentence', async () => {
    const { buildx } = fake({ version, inspect: said('Name:   remote\nDriver: remote\n') });
    const { value } = await readyBuilder({ kind: 'named', name: 'remote', by: '--builder' }, buildx);
    expect(value).toEqual({
      kind: 'named',
      name: 'remote',
      words: 'builder remote (--builder, driver remote)',
    });
  });

  test.each<[string, Readonly<Record<string, Finished>>, string]>([
    ['no buildx', {}, 'buildx-missing'],
    ['an old buildx', { version: said('github.com/docker/buildx 0.13.1+ds1') }, 'buildx-too-old'],
    ['an unknown name', { version, inspect: said('', 'ERROR: no builder "x" found', 1) }, 'builder-missing'],
    [
      'no engine',
      { version, inspect: said('Name: x\nDriver: docker\nError: Cannot connect to the Docker daemon\n') },
      'builder-unreachable',
    ],
    [
      'a failure',
      { version, inspect: said('', 'ERROR: context deadline exceeded', 1) },
      'builder-unreachable',
    ],
    ['an interrupt', { version: { kind: 'interrupted' } }, 'build-interrupted'],
  ])('%s is its own finding', async (_, answers, code) => {
    const checked = await readyBuilder({ kind: 'named', name: 'x', by: '--builder' }, fake(answers).buildx);
    expect(checked).toMatchObject({ value: undefined, diagnostics: [{ code }] });
  });

  test('of a development version of buildx passes', async () => {
    const { buildx } = fake({
      version: said('github.com/docker/buildx v0.0.0+unknown'),
      inspect: said('Driver: docker'),
    });
    expect((await readyBuilder({ kind: 'current' }, buildx)).diagnostics).toEqual([]);
  });
});

describe('Docker Build Cloud', () => {
  const choice = { kind: 'cloud', organization: 'Acme', builder: 'default', by: '--builder' } as const;
  const version = said('github.com/docker/buildx v0.37.1 abc');
  const credentials = () => Promise.resolve({ user: 'u', password: 'p' });
  const answering = (status: number) => () => Promise.resolve(new Response('', { status }));
  const ready = { version, inspect: said('Driver: cloud') };

  test('uses a builder that is registered', async () => {
    const { buildx, asked } = fake(ready);
    const { value } = await readyBuildCloud(choice, ['linux/amd64'], {
      buildx,
      credentials,
      fetch: answering(401),
    });
    expect(value).toMatchObject({ kind: 'cloud', name: 'cloud-acme-default' });
    expect(asked).toEqual(['version', 'inspect cloud-acme-default']);
  });

  test('registers it when it is not', async () => {
    const { buildx, asked } = fake({
      version,
      inspect: said('', 'ERROR: no builder "cloud-acme-default" found', 1),
      create: said(''),
    });
    const { value } = await readyBuildCloud(choice, ['linux/amd64'], {
      buildx,
      credentials,
      fetch: answering(401),
    });
    expect(value?.name).toBe('cloud-acme-default');
    expect(asked.at(-1)).toBe('create --driver cloud Acme/default');
  });

  test.each<[string, string, Partial<Parameters<typeof readyBuildCloud>[2]>, readonly string[]]>([
    [
      'a buildx without the driver',
      'buildx-too-old',
      { buildx: fake({ version: said('buildx v0.29.1') }).buildx },
      ['linux/amd64'],
    ],
    [
      'two platforms with the first version',
      'buildx-too-old',
      { buildx: fake({ ...ready, version: said('buildx v0.37.0') }).buildx },
      ['linux/amd64', 'linux/arm64'],
    ],
    [
      'no login',
      'build-cloud-credentials-missing',
      { credentials: () => Promise.resolve(undefined) },
      ['linux/amd64'],
    ],
    [
      'no network',
      'build-cloud-unreachable',
      { fetch: () => Promise.reject(new TypeError('fetch failed', { cause: new Error('ENOTFOUND') })) },
      ['linux/amd64'],
    ],
    ['an outage', 'build-cloud-unreachable', { fetch: answering(503) }, ['linux/amd64']],
    [
      'no seat',
      'build-cloud-builder-refused',
      {
        buildx: fake({
          version,
          inspect: said('', 'ERROR: no builder "x" found', 1),
          create: said('', 'ERROR: denied', 1),
        }).buildx,
      },
      ['linux/amd64'],
    ],
  ])('%s is its own finding, and nothing stands in', async (_, code, ports, platforms) => {
    const all = { buildx: fake(ready).buildx, credentials, fetch: answering(401), ...ports };
    expect(await readyBuildCloud(choice, platforms, all)).toMatchObject({
      value: undefined,
      diagnostics: [{ code, fix: expect.any(String) }],
    });
  });

  test('takes the first version for one platform', async () => {
    const { buildx } = fake({ ...ready, version: said('buildx v0.37.0') });
    const { diagnostics } = await readyBuildCloud(choice, ['linux/arm64'], {
      buildx,
      credentials,
      fetch: answering(401),
    });
    expect(diagnostics).toEqual([]);
  });
});
