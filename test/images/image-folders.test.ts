import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { describeImage } from '../../lib/images/image-description.js';
import { imageFolders } from '../../lib/images/image-folders.js';
import { registryClient } from '../../lib/images/registry-client.js';
import { fakeRegistry, type FakeRegistry, type Layer } from './fake-registry.js';
import { archive, layer } from './layer.js';

let registry: FakeRegistry;
beforeEach(async () => void (registry = await fakeRegistry()));
afterEach(() => registry.close());

const gzipped = 'application/vnd.oci.image.layer.v1.tar+gzip';

const endless = `sha256:${'e'.repeat(64)}`;

function broken(bytes: Buffer): Buffer {
  return Buffer.from(bytes).fill(0xff, bytes.length >> 1, (bytes.length >> 1) + 20);
}

async function holds(path: string, layers: readonly Layer[]) {
  registry.push('acme/web', '1', ['linux/amd64', 'linux/arm64'], { layers });
  const client = registryClient(registry.host, { credentials: () => Promise.resolve(undefined) });
  const reference = { registry: registry.host, repository: 'acme/web', tag: '1', digest: undefined };
  const { value } = await describeImage(client, reference, [path]);
  return value?.config.folders?.[path];
}

test.each<[string, readonly Layer[], object]>([
  ['files', [layer('etc/passwd', 'srv/', 'srv/www/', 'srv/www/index.html')], { holds: 'files' }],
  ['files in folders that no layer lists', [layer('./srv/www/a/b')], { holds: 'files' }],
  ['files of a lower layer', [layer('srv/www/a'), layer('srv/www/')], { holds: 'files' }],
  [
    'an empty folder, with its owner and mode',
    [layer('srv/www/')],
    { holds: 'no files', owner: '7:8', mode: '1750' },
  ],
  ['nothing', [layer('srv/', 'srv/www2/a', 'srv/wwwa')], { holds: 'nothing' }],
  ['a file', [layer('srv/www')], { holds: 'nothing' }],
  [
    'files that were taken away one by one',
    [layer('srv/www/', 'srv/www/a'), layer('srv/www/.wh.a')],
    { holds: 'no files', owner: '7:8', mode: '1750' },
  ],
  ['a folder that was taken away', [layer('srv/www/a'), layer('srv/.wh.www')], { holds: 'nothing' }],
  ['a folder whose parent was taken away', [layer('srv/www/a'), layer('.wh.srv')], { holds: 'nothing' }],
  [
    'a folder that starts anew',
    [layer('srv/www/a'), layer('srv/www/', 'srv/www/.wh..wh..opq')],
    { holds: 'no files', owner: '7:8', mode: '1750' },
  ],
  [
    'a folder that was taken away and filled again',
    [layer('srv/www/a'), layer('srv/.wh.www', 'srv/www/b')],
    { holds: 'files' },
  ],
  ['files behind a link', [layer('srv -> data', 'data/www/a')], { holds: 'unknown' }],
  ['a link', [layer('srv/www -> /data')], { holds: 'unknown' }],
  [
    'a layer without compression',
    [
      {
        mediaType: 'application/vnd.oci.image.layer.v1.tar',
        bytes: archive('srv/www/a'),
      },
    ],
    { holds: 'files' },
  ],
  [
    'a layer of Docker',
    [{ ...layer('srv/www/a'), mediaType: 'application/vnd.docker.image.rootfs.diff.tar.gzip' }],
    { holds: 'files' },
  ],
  [
    'a layer in zstd',
    [{ ...layer('srv/www/a'), mediaType: `application/vnd.oci.image.layer.v1.tar+zstd` }],
    { holds: 'unknown' },
  ],
  [
    'a layer that is broken',
    [{ mediaType: gzipped, bytes: Buffer.from('no gzip at all') }],
    { holds: 'unknown' },
  ],
  [
    'a layer that is cut off',
    [{ mediaType: gzipped, bytes: layer('srv/x').bytes.subarray(0, 40) }],
    { holds: 'unknown' },
  ],
  ['a layer that is too large', [{ ...layer('srv/www/a'), size: 600_000_000 }], { holds: 'unknown' }],
])('%s', async (_, layers, facts) => {
  expect(await holds('/srv/www', layers)).toEqual(facts);
});

test.each([
  ['is no gzip', Buffer.alloc(100_000, 'no gzip at all')],
  ['is broken on its way', broken(layer('srv/www/').bytes)],
  ['has more than its archive', Buffer.concat([layer('srv/www/').bytes, randomBytes(1000)])],
  ['says enough', layer('srv/www/a').bytes],
])(
  'a layer that %s and does not end keeps no connection',
  async (_, bytes) => {
    let isClosed: Promise<unknown> | undefined;
    registry.intercept = (request, response) => {
      if (request.url !== `/v2/acme/web/blobs/${endless}`) return false;
      isClosed = once(response, 'close');
      response.writeHead(200).write(bytes);
      return true;
    };
    const client = registryClient(registry.host, { credentials: () => Promise.resolve(undefined) });
    const layers = [{ digest: endless, mediaType: gzipped, size: bytes.length }];
    await imageFolders(client, { repository: 'acme/web', layers }, ['/srv/www']);
    expect(isClosed).toBeDefined();
    await isClosed;
  },
  5000,
);

test('the layers below are not read where the one above tells it', async () => {
  const [lower, upper] = [layer('a'), layer('srv/www/b')];
  await holds('/srv/www/', [lower, upper]);
  expect(registry.asked.filter((request) => request.includes('/blobs/'))).toHaveLength(2);
});

test('an image whose folders nobody asks about is not read', async () => {
  registry.push('acme/web', '1', ['linux/amd64'], { layers: [layer('a')] });
  const client = registryClient(registry.host, { credentials: () => Promise.resolve(undefined) });
  const reference = { registry: registry.host, repository: 'acme/web', tag: '1', digest: undefined };
  expect((await describeImage(client, reference)).value?.config).toEqual({});
  expect(registry.asked.filter((request) => request.includes('/blobs/'))).toHaveLength(1);
});
