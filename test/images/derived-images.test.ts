import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bakeFile } from '../../lib/images/bake-file.js';
import { plannedBuilds } from '../../lib/images/planned-builds.js';
import { resolveImages } from '../../lib/images/resolve-images.js';
import type { ImageLock, LockedImage } from '../../lib/model/image-lock.js';
import { read } from './read-project.js';
import { folder, write } from './folder.js';

const nginx: LockedImage = {
  digest: `sha256:${'1'.repeat(64)}`,
  platforms: ['linux/amd64'],
  services: ['web'],
  config: { user: 'nginx' },
};
const pinned: ImageLock = { version: 1, images: { 'docker.io/library/nginx:1': nginx } };

const files = {
  'compose.yaml':
    'services:\n  web: {image: "nginx:1", volumes: ["./site.conf:/etc/site.conf", "./html:/html:ro"]}\n',
  'site.conf': 'listen 80;',
  'html/index.html': '<h1>',
  'html/a/b.html': 'b',
};

function resolved(root: string, lock = pinned) {
  const loaded = read(root);
  const { value: images = {}, diagnostics } = resolveImages(loaded, lock);
  return { loaded, images, web: images['web'], diagnostics, codes: diagnostics.map(({ code }) => code) };
}

const tagOf = (root: string, lock = pinned): string | undefined => resolved(root, lock).web?.tag;

test('a service with copied files runs an image made from its own', () => {
  const { web, codes } = resolved(folder(files));
  expect(codes).toEqual([]);
  expect(web).toMatchObject({ from: 'build', repository: undefined, locked: undefined, digest: undefined });
  expect(web?.derived?.base).toMatchObject({ key: 'docker.io/library/nginx:1', digest: nginx.digest });
  expect(web?.derived?.layers).toMatchObject([
    { name: './site.conf', target: '/etc/site.conf', hides: false, files: [{ path: '', mode: 0o644 }] },
    { name: './html', target: '/html', hides: true, files: [{ path: 'a/b.html' }, { path: 'index.html' }] },
  ]);
});

test('a service without any runs its own', () => {
  const root = folder({
    'compose.yaml': 'services:\n  web: {image: "nginx:1", volumes: ["data:/data"]}\nvolumes: {data: }\n',
  });
  expect(resolved(root).web).toMatchObject({ from: 'registry', digest: nginx.digest });
});

describe('its tag', () => {
  test('is the same wherever the project lies', () => {
    const root = folder(files);
    const before = tagOf(root);
    const elsewhere = join(folder(), 'far/away');
    mkdirSync(dirname(elsewhere), { recursive: true });
    renameSync(root, elsewhere);
    expect(tagOf(elsewhere)).toBe(before);
    mkdirSync(root);
  });

  test.each<[string, (root: string) => void]>([
    ['bytes', (root) => write(root, 'site.conf', 'listen 81;')],
    ['a new file', (root) => write(root, 'html/new.html', '')],
    ['an executable bit', (root) => chmodSync(join(root, 'html/index.html'), 0o755)],
    ['a name', (root) => renameSync(join(root, 'html/index.html'), join(root, 'html/main.html'))],
    [
      'a target',
      (root) =>
        write(root, 'compose.yaml', files['compose.yaml'].replace('/etc/site.conf', '/etc/other.conf')),
    ],
  ])('follows %s', (_, change) => {
    const root = folder(files);
    const before = tagOf(root);
    change(root);
    expect(tagOf(root)).not.toBe(before);
  });

  test('follows the digest of a pulled base', () => {
    const root = folder(files);
    const digest = `sha256:${'2'.repeat(64)}`;
    const moved: ImageLock = { version: 1, images: { 'docker.io/library/nginx:1': { ...nginx, digest } } };
    expect(tagOf(root, moved)).not.toBe(tagOf(root));
  });

  test('knows nothing of what group and others may do', () => {
    const root = folder(files);
    const before = tagOf(root);
    chmodSync(join(root, 'site.conf'), 0o600);
    expect(tagOf(root)).toBe(before);
  });
});

test('is built from its base by digest, with nothing of what the files hold in the bake file', () => {
  const { loaded, images, web } = resolved(folder(files));
  const builds = plannedBuilds(loaded.project, images);
  const { file } = bakeFile(
    loaded.project,
    { builds, images },
    {
      wanted: new Set(builds.map(({ tag }) => tag)),
      present: new Map(),
      repository: 'r/shop',
      environment: {},
      stagedAt: () => '/staged',
    },
  );
  expect(file.target['web-files']).toMatchObject({
    context: '/staged',
    contexts: { base: `docker-image://docker.io/library/nginx@${nginx.digest}` },
    tags: [`r/shop:${web?.tag}`],
    platforms: ['linux/amd64'],
  });
  expect(JSON.stringify(file)).not.toMatch(/listen 80|<h1>/);
});

test('an unpinned base is not built on', () => {
  const { loaded, images } = resolved(folder(files), { version: 1, images: {} });
  expect(plannedBuilds(loaded.project, images)).toEqual([]);
});

test('laid over a build, it is built on the build; others are built on the build itself', () => {
  const root = folder({
    ...files,
    'compose.yaml': [
      'services:',
      '  web: {build: ., volumes: ["./site.conf:/etc/site.conf"]}',
      '  job: {build: {context: ., additional_contexts: {parent: "service:web"}}}',
    ].join('\n'),
    Dockerfile: 'FROM scratch\n',
  });
  const { loaded, images } = resolved(root);
  const builds = plannedBuilds(loaded.project, images);
  const { file } = bakeFile(
    loaded.project,
    { builds, images },
    { wanted: new Set(builds.map(({ tag }) => tag)), present: new Map(), repository: 'r', environment: {} },
  );
  expect(file.target['web-files']?.contexts).toEqual({ base: 'target:web' });
  expect(file.target['job']?.contexts).toEqual({ parent: 'target:web' });
  expect(file.target['web']?.contexts).toBeUndefined();
});

test('what the Dockerfile copies to the same place is not copied again', () => {
  const root = folder({
    ...files,
    'compose.yaml': 'services:\n  web: {build: ., volumes: ["./html:/srv/html"]}\n',
    Dockerfile: 'FROM node\nWORKDIR /srv\nCOPY . .\n',
  });
  expect(resolved(root).web).toMatchObject({ binds: { 0: { instruction: 'COPY . .' } } });
  expect(resolved(root).web?.derived).toBeUndefined();
  write(root, '.dockerignore', 'html\n');
  expect(resolved(root).web?.derived).toBeDefined();
});

describe('secrets stay out of it', () => {
  const key = `-----BEGIN ${'PRIVATE'} KEY-----\nMIIE`;

  test('a private key, whatever its name is', () => {
    const { codes, web, diagnostics } = resolved(folder({ ...files, 'html/notes.txt': key }));
    expect(codes).toEqual(['private-key-in-image']);
    expect(diagnostics[0]?.message).toContain('notes.txt');
    expect(web?.derived?.layers.map(({ name }) => name)).toEqual(['./site.conf']);
  });

  test('the file of a Compose secret, by itself or in a folder', () => {
    const secrets = '  api: {image: api, secrets: [token]}\nsecrets: {token: {file: ./html/token.txt}}\n';
    const whole = resolved(
      folder({ ...files, 'compose.yaml': files['compose.yaml'] + secrets, 'html/token.txt': 'hunter2' }),
    );
    expect(whole.diagnostics[0]?.message).toMatch(/because they are secrets of the project: token\.txt$/);
    expect(whole.web?.derived?.layers[1]?.files.map(({ path }) => path)).toEqual(['a/b.html', 'index.html']);
    const alone = files['compose.yaml'].replace('./site.conf', './html/token.txt');
    expect(
      resolved(folder({ ...files, 'compose.yaml': alone + secrets, 'html/token.txt': 'hunter2' })).codes,
    ).toContain('private-key-in-image');
  });

  test('files of variables in a folder, which are told', () => {
    const { web, diagnostics } = resolved(folder({ ...files, 'html/.env': 'A=1' }));
    expect(diagnostics[0]).toMatchObject({ code: 'files-left-out-of-image', severity: 'warning' });
    expect(web?.derived?.layers[1]?.files.map(({ path }) => path)).toEqual(['a/b.html', 'index.html']);
  });
});

test('a file that does not exist is told with what to do', () => {
  const { diagnostics } = resolved(folder({ 'compose.yaml': files['compose.yaml'], 'html/a': '' }));
  expect(diagnostics[0]).toMatchObject({
    code: 'bind-source-missing',
    message: expect.stringMatching(/site\.conf does not exist.*\/etc\/site\.conf$/),
    fix: expect.stringContaining('x-aws-bind'),
    at: { source: expect.stringContaining('compose.yaml') },
  });
});

test('a folder above an anonymous volume hides nothing: the volume keeps what the image has there', () => {
  const compose =
    'services:\n  web: {image: "nginx:1", volumes: ["./html:/code:ro", "/code/node_modules"]}\n';
  expect(resolved(folder({ ...files, 'compose.yaml': compose })).web?.derived?.layers[0]?.hides).toBe(false);
});

test('what is neither a file nor a folder is told, and never waited for', () => {
  const root = folder({
    'compose.yaml': 'services:\n  web: {image: "nginx:1", volumes: ["./pipe.txt:/pipe.txt"]}\n',
  });
  execFileSync('mkfifo', [join(root, 'pipe.txt')]);
  expect(resolved(root).diagnostics).toMatchObject([
    { code: 'bind-source-unreadable', message: expect.stringContaining('neither a file nor a folder') },
  ]);
});
