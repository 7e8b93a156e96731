import { chooseBuilder, knownBuilder, type Builder } from '../../lib/images/builder.js';
import { buildCloudBuilder } from '../../lib/images/build-cloud.js';
import type { Buildx } from '../../lib/images/buildx.js';
import type { Finished } from '../../lib/images/process.js';

const said = (stdout: string, stderr = '', code = 0): Finished => ({ kind: 'exited', code, stdout, stderr });

/** A buildx that answers by its subcommand, and keeps what it was asked. */
function fake(answers: Readonly<Record<string, Finished>>): {
  readonly buildx: Buildx;
  readonly asked: string[];
  /** What leaves the processor to others. */
  readonly deferred: string[];
} {
  const asked: string[] = [];
  const deferred: string[] = [];
  const buildx: Buildx = {
    program: ['docker', 'buildx'],
    environment: {},
    run: ({ argv, isUrgent = true }) => {
      asked.push(argv.slice(2).join(' '));
      if (!isUrgent) deferred.push(argv.slice(2).join(' '));
      return Promise.resolve(answers[argv[2] ?? ''] ?? { kind: 'missing' });
    },
  };
  return { buildx, asked, deferred };
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
  test('is described in a sentence', async () => {
    const { buildx, asked } = fake({ inspect: said('Name:   remote\nDriver: remote\n') });
    const builder = knownBuilder({ kind: 'named', name: 'remote', by: '--builder' }, buildx);
    expect(builder).toMatchObject({ kind: 'named', name: 'remote' });
    expect(asked).toEqual([]);
    expect(await builder.check()).toEqual({
      words: 'builder remote (--builder, driver remote)',
      refusal: undefined,
      trouble: undefined,
    });
  });

  test('is asked for at once by who waits, and leaves the processor to a bake that runs', async () => {
    const { buildx, deferred } = fake({ inspect: said('Driver: remote\n') });
    const builder = knownBuilder({ kind: 'current' }, buildx);
    await builder.check();
    expect(deferred).toEqual([]);
    await builder.check(false);
    expect(deferred).toEqual(['inspect']);
  });

  const builderThat = (answers: Readonly<Record<string, Finished>>): Builder =>
    knownBuilder({ kind: 'named', name: 'x', by: '--builder' }, fake(answers).buildx);

  test.each<[string, Readonly<Record<string, Finished>>, string]>([
    ['no buildx', {}, 'buildx-missing'],
    ['an old buildx', { version: said('github.com/docker/buildx 0.13.1+ds1') }, 'buildx-too-old'],
    ['an interrupt', { version: { kind: 'interrupted' } }, 'build-interrupted'],
  ])('%s is a flaw of every build', async (_, answers, code) => {
    expect(await builderThat(answers).flaw?.()).toMatchObject({ code });
  });

  test.each<[string, Finished, string]>([
    ['an unknown name', said('', 'ERROR: no builder "x" found', 1), 'builder-missing'],
    [
      'no engine',
      said('Name: x\nDriver: docker\nError: Cannot connect to the Docker daemon\n'),
      'builder-unreachable',
    ],
    [
      'a silent node',
      said(
        'Name: x\nDriver: remote\n\nNodes:\nName:      amd64\nEndpoint:  tcp://b:1234\nStatus:    inactive\n',
      ),
      'builder-unreachable',
    ],
    ['a failure', said('', 'ERROR: context deadline exceeded', 1), 'builder-unreachable'],
  ])('%s is what explains a failure', async (_, inspected, code) => {
    expect(await builderThat({ inspect: inspected }).check()).toMatchObject({
      refusal: undefined,
      trouble: { code },
    });
  });

  test('that starts when it is used is no trouble', async () => {
    const sleeping =
      'Name: x\nDriver: docker-container\n\nNodes:\nName: x0\nEndpoint: default\nStatus: inactive\n';
    expect((await builderThat({ inspect: said(sleeping) }).check()).trouble).toBeUndefined();
  });

  test('of a development version of buildx passes', async () => {
    const { buildx } = fake({ version: said('github.com/docker/buildx v0.0.0+unknown') });
    expect(await knownBuilder({ kind: 'current' }, buildx).flaw?.()).toBeUndefined();
  });
});

describe('Docker Build Cloud', () => {
  const choice = { kind: 'cloud', organization: 'Acme', builder: 'default', by: '--builder' } as const;
  const version = said('github.com/docker/buildx v0.37.1 abc');
  const credentials = () => Promise.resolve({ user: 'u', password: 'p' });
  const answering = (status: number) => () => Promise.resolve(new Response('', { status }));
  const ready = { version, inspect: said('Driver: cloud') };

  test('uses a builder that is registered', async () => {
    const { buildx, asked, deferred } = fake(ready);
    const { value } = await buildCloudBuilder(choice, ['linux/amd64'], {
      buildx,
      credentials,
      fetch: answering(401),
    });
    expect(value).toMatchObject({ kind: 'cloud', name: 'cloud-acme-default' });
    expect(asked).toEqual(['version', 'inspect cloud-acme-default']);
    // The bake waits for both.
    expect(deferred).toEqual([]);
  });

  test('registers it when it is not', async () => {
    const { buildx, asked } = fake({
      version,
      inspect: said('', 'ERROR: no builder "cloud-acme-default" found', 1),
      create: said(''),
    });
    const { value } = await buildCloudBuilder(choice, ['linux/amd64'], {
      buildx,
      credentials,
      fetch: answering(401),
    });
    expect(value?.name).toBe('cloud-acme-default');
    expect(asked.at(-1)).toBe('create --driver cloud Acme/default');
  });

  test.each<[string, string, Partial<Parameters<typeof buildCloudBuilder>[2]>, readonly string[]]>([
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
    const { value, diagnostics } = await buildCloudBuilder(choice, platforms, all);
    const refusal = (await value?.check())?.refusal;
    expect([...diagnostics, refusal].filter((found) => found !== undefined)).toMatchObject([
      { code, fix: expect.any(String) },
    ]);
  });

  test('asks for the login before it registers a builder', async () => {
    const { buildx, asked } = fake({ version, inspect: said('', 'ERROR: no builder "x" found', 1) });
    const ports = { buildx, credentials: () => Promise.resolve(undefined), fetch: answering(401) };
    expect(await buildCloudBuilder(choice, ['linux/amd64'], ports)).toMatchObject({
      value: undefined,
      diagnostics: [{ code: 'build-cloud-credentials-missing' }],
    });
    expect(asked).not.toContain('create --driver cloud Acme/default');
  });

  test('takes the first version for one platform', async () => {
    const { buildx } = fake({ ...ready, version: said('buildx v0.37.0') });
    const { diagnostics } = await buildCloudBuilder(choice, ['linux/arm64'], {
      buildx,
      credentials,
      fetch: answering(401),
    });
    expect(diagnostics).toEqual([]);
  });
});
