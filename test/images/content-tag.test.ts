import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { resolveImages } from '../../lib/images/resolve-images.js';
import type { ImageService, ServiceBuild } from '../../lib/images/service-build.js';
import { folder, write } from './folder.js';
import { noSpans } from './no-spans.js';

const empty = { version: 1, images: {} } as const;
const files = { Dockerfile: 'FROM scratch\nCOPY a /a\n', a: 'one', 'sub/b': 'two' };

const resolve = (services: Record<string, ImageService>) =>
  resolveImages({ project: { name: 'shop', services }, spans: noSpans }, empty);

const tagOf = (build: ServiceBuild, service: Omit<ImageService, 'build'> = {}) => {
  const { value, diagnostics } = resolve({ web: { ...service, build } });
  expect(diagnostics).toEqual([]);
  return value?.['web']?.tag;
};

describe('a content tag', () => {
  test('is c- and 32 hex digits, and pins down the hash scheme', () => {
    // It changes only together with `scheme`: every image of every user is built anew then.
    expect(tagOf({ context: folder(files) })).toBe('c-439bb9f6124e14f06101e10f537c2537');
  });

  test('is the same in another folder, at another time, under another umask', () => {
    const here = folder(files);
    const there = folder();
    cpSync(here, there, { recursive: true });
    chmodSync(join(there, 'a'), 0o600);
    utimesSync(join(there, 'a'), 1, 1);
    expect(tagOf({ context: there })).toBe(tagOf({ context: here }));
  });

  const changed = (change: (root: string) => void): boolean => {
    const root = folder(files);
    const before = tagOf({ context: root });
    change(root);
    return tagOf({ context: root }) !== before;
  };

  test.each<[string, (root: string) => void]>([
    ['a byte of a file', (root) => write(root, 'a', 'onE')],
    ['a comment in the Dockerfile', (root) => write(root, 'Dockerfile', `${files.Dockerfile}# x\n`)],
    ['a file that no COPY names', (root) => write(root, 'README.md', 'x')],
    ['an executable bit', (root) => chmodSync(join(root, 'a'), 0o755)],
    ['a name', (root) => renameSync(join(root, 'a'), join(root, 'c'))],
    ['an empty folder', (root) => mkdirSync(join(root, 'empty'))],
    ['a link in place of a file', (root) => (rmSync(join(root, 'a')), symlinkSync('sub/b', join(root, 'a')))],
    ['a dangling link', (root) => symlinkSync('nowhere', join(root, 'l'))],
    ['where a byte stands', (root) => (write(root, 'a', 'onet'), write(root, 'sub/b', 'wo'))],
  ])('changes with %s', (_, change) => expect(changed(change)).toBe(true));

  test.each<[string, (root: string) => void]>([
    ['the image lock', (root) => write(root, 'compose.images.json', '{}')],
    ['bindings', (root) => write(root, 'compose.dev.json', '{"version": 1, "repository": {"name": "shop"}}')],
    ['an assembly of the CDK', (root) => write(root, 'cdk.out/cdk.out', '{}')],
    ["Git's own folder", (root) => write(root, '.git/index', 'x')],
    ['the time of a file', (root) => utimesSync(join(root, 'a'), 1, 1)],
  ])('does not change with %s', (_, change) => expect(changed(change)).toBe(false));

  test('counts a Compose file in JSON, which is no bindings file', () =>
    expect(changed((root) => write(root, 'compose.dev.json', '{"services": {}}'))).toBe(true));

  test.each<[string, Partial<ServiceBuild>]>([
    ['target', { target: '0' }],
    ['args', { args: { A: '1' } }],
    ['labels', { labels: { a: '1' } }],
    ['platforms', { platforms: ['linux/arm64'] }],
    ['network', { network: 'none' }],
    ['extra_hosts', { extra_hosts: ['a=1.2.3.4'] }],
    ['shm_size', { shm_size: '1' }],
    ['ulimits', { ulimits: { nofile: 5 } }],
    ['entitlements', { entitlements: ['network.host'] }],
    ['privileged', { privileged: true }],
    ['secrets', { secrets: [{ source: 's' }] }],
    ['ssh', { ssh: ['default'] }],
    ['provenance', { provenance: 'mode=max' }],
    ['dockerfile_inline', { dockerfile_inline: 'FROM scratch' }],
    ['an additional image', { additional_contexts: { base: 'docker-image://alpine' } }],
  ])('changes with %s', (_, build) => {
    const context = folder(files);
    expect(tagOf({ context, ...build })).not.toBe(tagOf({ context }));
  });

  test.each<[string, Partial<ServiceBuild>, Partial<ServiceBuild>]>([
    ['the order of args', { args: { A: '1', B: '2' } }, { args: { B: '2', A: '1' } }],
    ['caches', { cache_from: ['a'], cache_to: ['b'], no_cache: true, pull: true }, {}],
    ['tags', { tags: ['a:b'] }, {}],
    ['the place of a secret', { secrets: [{ source: 'a', target: 's' }] }, { secrets: [{ source: 's' }] }],
    ['the path of a key', { ssh: ['k=/a'] }, { ssh: ['k=/b'] }],
    ['provenance turned off', { provenance: 'false' }, {}],
    ['the platform said twice', { platforms: ['linux/amd64'] }, {}],
    ['empty lists', { args: {}, labels: {}, secrets: [] }, {}],
  ])('does not change with %s', (_, one, other) => {
    const context = folder(files);
    expect(tagOf({ context, ...one })).toBe(tagOf({ context, ...other }));
  });

  test('follows the service’s platform', () => {
    const context = folder(files);
    expect(tagOf({ context }, { platform: 'linux/arm64/v8' })).toBe(
      tagOf({ context, platforms: ['linux/arm64'] }),
    );
  });

  test('takes a remote context as text', () => {
    const context = 'https://github.com/acme/web.git#v1';
    expect(tagOf({ context })).toBe(tagOf({ context }));
    expect(tagOf({ context: `${context}.1` })).not.toBe(tagOf({ context }));
  });
});

describe('ignore files', () => {
  test('keep what they name out of the tag', () => {
    const context = folder({ ...files, '.dockerignore': 'log\n' });
    const before = tagOf({ context });
    write(context, 'log/today', 'x');
    expect(tagOf({ context })).toBe(before);
  });

  test('beside the Dockerfile beat the one at the root', () => {
    const context = folder({ ...files, '.dockerignore': 'a\n', 'Dockerfile.dockerignore': 'sub\n' });
    const before = tagOf({ context });
    write(context, 'sub/b', 'x');
    expect(tagOf({ context })).toBe(before);
    write(context, 'a', 'x');
    expect(tagOf({ context })).not.toBe(before);
  });

  test('take back what lies in an ignored folder', () => {
    const context = folder({ ...files, '.dockerignore': '*\n!sub/**/keep\n' });
    const before = tagOf({ context });
    write(context, 'sub/deep/other', 'x');
    expect(tagOf({ context })).toBe(before);
    write(context, 'sub/deep/keep', 'x');
    expect(tagOf({ context })).not.toBe(before);
  });

  test.each(['[^]', '[^]a]', '[^-a]'])('have classes that exclude something: %s', (line) => {
    const context = folder({ ...files, '.dockerignore': line });
    expect(resolve({ web: { build: { context } } }).diagnostics).toMatchObject([
      { code: 'ignore-pattern-broken' },
    ]);
  });

  test('with a broken line are findings with file and line', () => {
    const context = folder({ ...files, '.dockerignore': '# fine\nlog\n!\n' });
    const { value, diagnostics } = resolve({ web: { build: { context } } });
    expect(value).toEqual({});
    expect(diagnostics).toMatchObject([
      {
        code: 'ignore-pattern-broken',
        message: expect.stringContaining('.dockerignore:3'),
        path: ['services', 'web', 'build', 'context'],
      },
    ]);
  });
});

describe('what is no file', () => {
  // A pipe that is read keeps whoever reads it for ever.
  const pipe = (path: string) => execFileSync('mkfifo', [path]);

  test.each([
    ['Dockerfile', 'dockerfile'],
    ['.dockerignore', 'context'],
  ])('is a finding in the place of %s', (name, key) => {
    for (const make of [pipe, mkdirSync]) {
      const context = folder(files);
      rmSync(join(context, name), { force: true });
      make(join(context, name));
      expect(resolve({ web: { build: { context } } }).diagnostics).toMatchObject([
        {
          code: 'build-file-unreadable',
          message: `${context}/${name} can't be read: it is no file`,
          path: ['services', 'web', 'build', key],
        },
      ]);
    }
  });

  test('is not looked into where it is called as our bindings', () => {
    const context = folder(files);
    const before = tagOf({ context });
    pipe(join(context, 'compose.a.json'));
    symlinkSync('nowhere', join(context, 'compose.b.json'));
    expect(tagOf({ context })).not.toBe(before);
  });
});

// Other file systems take no such name.
const describeOnLinux = process.platform === 'linux' ? describe : describe.skip;

describeOnLinux('a file whose name is no text', () => {
  test('is told, and may stay behind', () => {
    const context = folder(files);
    const name = Buffer.concat([Buffer.from(`${context}/z`), Buffer.from([0xe9])]);
    writeFileSync(name, 'x');
    expect(resolve({ web: { build: { context } } }).diagnostics).toMatchObject([
      { code: 'build-file-unreadable', message: expect.stringContaining('its name is no UTF-8') },
    ]);
    write(context, '.dockerignore', 'z*');
    expect(resolve({ web: { build: { context } } }).diagnostics).toEqual([]);
    rmSync(name);
  });
});

describe('findings', () => {
  test('of a missing Dockerfile name its path', () => {
    const context = folder({ a: 'x' });
    expect(resolve({ web: { build: { context } } }).diagnostics).toMatchObject([
      {
        code: 'build-file-missing',
        message: `${context}/Dockerfile does not exist`,
        path: ['services', 'web', 'build', 'dockerfile'],
      },
    ]);
  });

  test('of a missing context name it', () => {
    const { diagnostics } = resolve({ web: { build: { context: '/nowhere/at/all' } } });
    expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ['build-file-missing', '/nowhere/at/all does not exist'],
    ]);
  });

  test.each([
    ['NPM_TOKEN', 'abc'],
    ['DB_PASSWORD', 'abc'],
    ['DATABASE_URL', 'postgres://me:pw@db/shop'],
  ])('refuse the build argument %s', (arg, value) => {
    const context = folder(files);
    const { diagnostics } = resolve({ web: { build: { context, args: { [arg]: value } } } });
    expect(diagnostics).toMatchObject([
      { code: 'build-arg-secret', path: ['services', 'web', 'build', 'args', arg] },
    ]);
    expect(JSON.stringify(diagnostics)).not.toContain(value);
  });

  test('let a build argument pass that its owners say is no secret', () => {
    const project = {
      name: 'shop',
      services: { web: { build: { context: folder(files), args: { NPM_TOKEN: 'a', DB_PASSWORD: 'b' } } } },
      'x-aws-acknowledge': { 'services.*.build.args.NPM_TOKEN': 'a public mirror' },
    };
    const { diagnostics } = resolveImages({ project, spans: noSpans }, { version: 1, images: {} });
    expect(diagnostics.map(({ path }) => path?.at(-1))).toEqual(['DB_PASSWORD']);
  });

  test.each([
    ['NPM_TOKEN', ''],
    ['NODE_ENV', 'production'],
    ['NEXT_PUBLIC_API_KEY', 'pk'],
    ['TOKEN_TTL', '60'],
    ['COMPASS', 'x'],
  ])('let the build argument %s=%s pass', (arg, value) => {
    const context = folder(files);
    expect(resolve({ web: { build: { context, args: { [arg]: value } } } }).diagnostics).toEqual([]);
  });
});

describe('builds on builds', () => {
  test('change with their base', () => {
    const base = folder(files);
    const child = folder(files);
    const services = {
      base: { build: { context: base } },
      web: { build: { context: child, additional_contexts: { base: 'service:base' } } },
    };
    const before = resolve(services).value;
    write(base, 'a', 'x');
    const after = resolve(services).value;
    expect(after?.['web']?.tag).not.toBe(before?.['web']?.tag);
    expect(after?.['web']?.inputs?.['context']).toBe(before?.['web']?.inputs?.['context']);
    expect(after?.['web']?.inputs?.['context base']).not.toBe(before?.['web']?.inputs?.['context base']);
  });

  test('have no tag when their base has none', () => {
    const services = {
      base: { build: { context: '/nowhere' } },
      web: { build: { context: folder(files), additional_contexts: { base: 'service:base' } } },
    };
    expect(resolve(services).value).toEqual({});
  });

  test('in a circle are named', () => {
    const context = folder(files);
    const services = {
      a: { build: { context, additional_contexts: { x: 'service:b' } } },
      b: { build: { context, additional_contexts: { x: 'service:a' } } },
    };
    expect(resolve(services).diagnostics).toMatchObject([{ message: expect.stringContaining('a → b → a') }]);
  });
});
