/** What the build finds out about images whose files may have to go into volumes, and what follows from it. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { initImage } from '../../lib/compose/init-image.js';
import { readImageLock } from '../../lib/images/image-lock-file.js';
import { fakeDocker } from './fake-docker.js';
import { fakeRegistry, type FakeRegistry, type Layer } from './fake-registry.js';
import { folder, write } from './folder.js';
import { layer } from './layer.js';
import { runBuild } from './run-build.js';

let registry: FakeRegistry;
beforeEach(async () => {
  registry = await fakeRegistry();
  registry.intercept = (request, response) => {
    if (request.method === 'POST') void take(request, response);
    return request.method === 'POST';
  };
});
afterEach(() => registry.close());

/** Stores what the fake buildx pushes. */
async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const { repository, tag, platforms } = JSON.parse(body) as Record<'repository' | 'tag', string> & {
    platforms: string[];
  };
  response.end(registry.push(repository, tag, platforms));
}

/** A project whose service mounts a volume in an image of these layers. */
function shop(layers: readonly Layer[], mount = 'site:/srv/site'): string {
  registry.push('acme/site', '1', ['linux/amd64'], { layers });
  return folder({
    'compose.yaml': `name: shop\nservices:\n  web: {image: "${registry.host}/acme/site:1", volumes: ["${mount}"]}\nvolumes: {site: , other: }\n`,
  });
}

const digestOf = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const build = async (root: string, ...args: readonly string[]) =>
  runBuild(root, ['--registry', registry.host, '--format', 'json', ...args], { path: fakeDocker().path });
const imagesOf = (root: string) =>
  Object.values(readImageLock(join(root, 'compose.images.json')).value?.images ?? {});
const foldersOf = (root: string) =>
  imagesOf(root).find(({ services }) => services.includes('web'))?.config.folders;
const hasInit = (root: string) => imagesOf(root).some(({ services }) => services.includes(initImage));

test('an image with files there takes the init image', async () => {
  const root = shop([layer('srv/site/index.html')]);
  expect((await build(root)).code).toBe(0);
  expect(foldersOf(root)).toEqual({ '/srv/site': { holds: 'files' } });
  expect(hasInit(root)).toBe(true);
  expect((await build(root, '--frozen')).code).toBe(0);
});

test('an image without takes none, and no builder', async () => {
  const root = shop([layer('srv/site/')]);
  const { code, images } = await runBuild(root, ['--format', 'json'], { path: '/none' });
  expect([code, images.map(({ outcome }) => outcome)]).toEqual([0, ['pinned']]);
  expect(foldersOf(root)).toEqual({ '/srv/site': { holds: 'no files', owner: '7:8', mode: '1750' } });
  expect((await build(root, '--frozen')).code).toBe(0);
});

test('a volume that comes later is looked up in the image that is pinned, and in no newer one', async () => {
  const root = shop([layer('srv/site/', 'srv/other/a')]);
  await build(root);
  const [before] = imagesOf(root);
  registry.push('acme/site', '1', ['linux/amd64'], { layers: [layer('srv/other/')] });
  const text = `name: shop\nservices:\n  web: {image: "${registry.host}/acme/site:1", volumes: ["site:/srv/site", "other:/srv/other"]}\nvolumes: {site: , other: }\n`;
  write(root, 'compose.yaml', text);
  expect((await build(root, '--frozen')).code).toBe(1);
  await build(root);
  expect(foldersOf(root)).toMatchObject({
    '/srv/site': { holds: 'no files' },
    '/srv/other': { holds: 'files' },
  });
  expect(imagesOf(root).map(({ digest }) => digest)).toContain(before?.digest);
});

describe('a layer that could not be fetched is no news of the image:', () => {
  const isLayer = ({ url = '' }: IncomingMessage, bytes: Buffer): boolean => url.endsWith(digestOf(bytes));

  /** A build in which the registry treats the layer so; then one in which it gives it. */
  async function buildTwice(
    treat: (response: ServerResponse, bytes: Buffer) => void,
    options: Partial<Parameters<typeof runBuild>[2]> = {},
  ): Promise<readonly unknown[]> {
    const top = layer('srv/site/index.html');
    const root = shop([top]);
    const { intercept } = registry;
    registry.intercept = (request, response) => {
      if (!isLayer(request, top.bytes)) return intercept(request, response);
      treat(response, top.bytes);
      return true;
    };
    const { code } = await runBuild(root, ['--registry', registry.host], {
      path: fakeDocker().path,
      ...options,
    });
    const first = foldersOf(root)?.['/srv/site'];
    registry.intercept = intercept;
    await build(root);
    return [code, first, foldersOf(root)?.['/srv/site']];
  }

  test('its registry refuses it for now', async () => {
    const refuse = (response: ServerResponse) => void response.writeHead(429).end();
    expect(await buildTwice(refuse)).toEqual([0, undefined, { holds: 'files' }]);
  });

  test('it breaks off', async () => {
    const breakOff = (response: ServerResponse, bytes: Buffer) => {
      response.writeHead(200, { 'content-length': bytes.length }).write(bytes.subarray(0, 20));
      setTimeout(() => response.destroy(), 20);
    };
    expect(await buildTwice(breakOff)).toEqual([0, undefined, { holds: 'files' }]);
  });

  test.each([0, 20])('the user interrupts after %s bytes of it', async (length) => {
    let interrupt = (): void => undefined;
    const stop = (response: ServerResponse, bytes: Buffer) => {
      if (length > 0)
        response.writeHead(200, { 'content-length': bytes.length }).write(bytes.subarray(0, length));
      setTimeout(() => interrupt(), 50);
    };
    // Ends at once, not when the registry counts as silent.
    const interrupted = (listener: () => void) => (interrupt = listener);
    expect(await buildTwice(stop, { interrupted })).toEqual([130, undefined, { holds: 'files' }]);
  });
});

test('a pin that is taken anew is looked at anew', async () => {
  const root = shop([layer('srv/site/')]);
  await build(root);
  registry.push('acme/site', '1', ['linux/amd64'], { layers: [layer('srv/site/new')] });
  await build(root, '--pull');
  expect(foldersOf(root)).toEqual({ '/srv/site': { holds: 'files' } });
  expect(hasInit(root)).toBe(true);
});

test('what nobody mounts is not looked at, nor what is a data store’s own', async () => {
  const plain = shop([layer('srv/site/a')], '/srv/site');
  await build(plain);
  registry.push('acme/postgres', '1', ['linux/amd64'], { layers: [layer('var/a')] });
  const store = folder({
    'compose.yaml': `name: shop\nservices:\n  web: {image: "${registry.host}/acme/postgres:1", volumes: ["db:/var/lib/postgresql/data"]}\nvolumes: {db: }\n`,
  });
  await build(store);
  expect([foldersOf(plain), foldersOf(store)]).toEqual([undefined, undefined]);
  expect([hasInit(plain), hasInit(store)]).toEqual([false, false]);
});
