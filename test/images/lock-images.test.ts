import { explainImage } from '../../lib/images/explain-image.js';
import { lockImages, unlockedServices } from '../../lib/images/lock-images.js';
import type { ImageLock, LockedImage, ResolvedImage } from '../../lib/model/image-lock.js';

const tag = (digit: number): string => `c-${String(digit).repeat(32)}`;
const locked = (services: readonly string[], inputs = {}): LockedImage => ({
  digest: `sha256:${'a'.repeat(64)}`,
  platforms: ['linux/amd64'],
  services,
  inputs,
  config: {},
});
const built = (key: string, inputs = {}): ResolvedImage => ({
  from: 'build',
  key,
  tag: key,
  repository: undefined,
  digest: undefined,
  locked: undefined,
  inputs,
});
const update = (lock: ImageLock['images'], images: Record<string, ResolvedImage>, keepSuperseded = false) => {
  const described = new Map(
    Object.values(images).map(({ key }) => [key, { digest: 'sha256:b', platforms: [], config: {} }]),
  );
  return lockImages({ version: 1, images: lock }, { images, described, keepSuperseded }).images;
};

test('a new image takes the place of the one before', () => {
  const images = update({ [tag(1)]: locked(['web']) }, { web: built(tag(2), { context: 'x' }) });
  expect(Object.keys(images)).toEqual([tag(2)]);
  expect(images[tag(2)]).toMatchObject({ digest: 'sha256:b', services: ['web'], inputs: { context: 'x' } });
});

test('another service keeps running the one before', () => {
  const images = update({ [tag(1)]: locked(['web', 'worker']) }, { web: built(tag(2)) });
  expect(images[tag(1)]?.services).toEqual(['worker']);
});

test('images of profiles that are not loaded stay, also in a shared entry', () => {
  const images = update(
    { [tag(1)]: locked(['debug']), [tag(2)]: locked(['debug2', 'web']) },
    { web: built(tag(2)) },
  );
  expect(images[tag(1)]?.services).toEqual(['debug']);
  expect(images[tag(2)]?.services).toEqual(['debug2', 'web']);
});

test('with environments nothing is dropped', () => {
  expect(Object.keys(update({ [tag(1)]: locked(['web']) }, { web: built(tag(2)) }, true)).toSorted()).toEqual(
    [tag(1), tag(2)],
  );
});

test('an image that failed leaves the one before in place', () => {
  const lock = { version: 1, images: { [tag(1)]: locked(['web']) } } as const;
  const after = lockImages(lock, {
    images: { web: built(tag(2)) },
    described: new Map(),
    keepSuperseded: false,
  });
  expect(after).toEqual(lock);
});

test('services without a lock entry are stale', () => {
  expect(
    unlockedServices({ b: built(tag(1)), a: built(tag(2)), c: { ...built(tag(3)), locked: locked(['c']) } }),
  ).toEqual(['a', 'b']);
});

describe('an explanation', () => {
  const lock: ImageLock = {
    version: 1,
    images: {
      [tag(1)]: locked(['web'], { context: 'a', args: 'b', target: 't' }),
      [tag(3)]: locked(['web'], { context: 'z' }),
    },
  };

  test('compares with the image that has most in common', () => {
    const now = built(tag(2), { context: 'x', args: 'b', labels: 'l' });
    expect(explainImage('web', now, lock)).toEqual({
      state: 'stale',
      before: tag(1),
      changes: [
        { kind: 'context', change: 'changed' },
        { kind: 'args', change: 'same' },
        { kind: 'labels', change: 'added' },
        { kind: 'target', change: 'removed' },
      ],
    });
  });

  test('of a new service has nothing to compare with', () => {
    expect(explainImage('api', built(tag(2), { context: 'x' }), lock)).toMatchObject({
      state: 'new',
      before: undefined,
    });
  });

  test('of a locked image says that nothing changed', () => {
    const image = { ...built(tag(1), { context: 'a', args: 'b', target: 't' }), locked: lock.images[tag(1)] };
    expect(new Set(explainImage('web', image, lock).changes.map(({ change }) => change))).toEqual(
      new Set(['same']),
    );
  });
});
