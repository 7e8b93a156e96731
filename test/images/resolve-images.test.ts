import { resolveImages } from '../../lib/images/resolve-images.js';
import type { ImageLock, LockedImage } from '../../lib/model/image-lock.js';
import { folder } from './folder.js';
import { noSpans } from './no-spans.js';

const digest = `sha256:${'1'.repeat(64)}`;
const pinned: LockedImage = {
  digest,
  platforms: ['linux/amd64'],
  services: ['cache'],
  config: { user: '999' },
};
const lock: ImageLock = { version: 1, images: { 'docker.io/library/redis:7': pinned } };

test('a pulled image is looked up by its normalised reference', () => {
  const { value } = resolveImages(
    { project: { name: 'shop', services: { cache: { image: 'redis:7' } } }, spans: noSpans },
    lock,
  );
  expect(value).toEqual({
    cache: {
      from: 'registry',
      key: 'docker.io/library/redis:7',
      repository: 'docker.io/library/redis',
      tag: '7',
      digest,
      locked: pinned,
    },
  });
});

test('what the lock lacks has no digest', () => {
  const { value } = resolveImages(
    { project: { name: 'shop', services: { cache: { image: 'redis' } } }, spans: noSpans },
    lock,
  );
  expect(value?.['cache']).toMatchObject({
    key: 'docker.io/library/redis:latest',
    digest: undefined,
    locked: undefined,
  });
});

test('a digest in the Compose file stands without the lock', () => {
  const { value } = resolveImages(
    { project: { name: 'shop', services: { cache: { image: `redis@${digest}` } } }, spans: noSpans },
    lock,
  );
  expect(value?.['cache']).toMatchObject({ digest, locked: undefined });
});

test('a service runs what another builds under the same name', () => {
  const context = folder({ Dockerfile: 'FROM scratch' });
  const services = { worker: { image: 'shop' }, web: { image: 'shop:latest', build: { context } } };
  const { value } = resolveImages({ project: { name: 'shop', services }, spans: noSpans }, lock);
  expect(value?.['worker']).toEqual(value?.['web']);
  expect(value?.['web']).toMatchObject({ from: 'build', repository: undefined });
});

test('services are sorted, and those without an image left out', () => {
  const services = { b: { image: 'b' }, model: {}, a: { image: 'a' } };
  expect(
    Object.keys(resolveImages({ project: { name: 'shop', services }, spans: noSpans }, lock).value ?? {}),
  ).toEqual(['a', 'b']);
});

test('a broken reference is a finding, and the others stand', () => {
  const { value, diagnostics } = resolveImages(
    { project: { name: 'shop', services: { a: { image: 'A B' }, b: { image: 'b' } } }, spans: noSpans },
    lock,
  );
  expect(diagnostics).toMatchObject([{ code: 'image-reference-broken', path: ['services', 'a', 'image'] }]);
  expect(Object.keys(value ?? {})).toEqual(['b']);
});
