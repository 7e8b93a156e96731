import type { ImageRepository } from '../../lib/aws/image-repository.js';
import type { Buildx } from '../../lib/images/buildx.js';
import type { RunCommand } from '../../lib/images/process.js';
import { promoteImages } from '../../lib/images/promote-images.js';
import type { ImageLock } from '../../lib/model/image-lock.js';
import { digest } from './shop.js';

const tag = (letter: string): string => `c-${letter.repeat(32)}`;
const lock: ImageLock = {
  version: 1,
  images: Object.fromEntries(
    ['a', 'b'].map((letter) => [
      tag(letter),
      { digest: digest(letter), platforms: ['linux/amd64'], services: [letter], config: {} },
    ]),
  ),
};

interface Fake extends ImageRepository {
  readonly images: Map<string, string>;
  readonly prepared: string[];
}

function repository(region: string, images: Readonly<Record<string, string>> = {}): Fake {
  const held = new Map(Object.entries(images));
  const prepared: string[] = [];
  return {
    registry: `111111111111.dkr.ecr.${region}.amazonaws.com`,
    name: 'shop',
    auth: `auth-of-${region}`,
    images: held,
    prepared,
    find: (tags) =>
      Promise.resolve({
        value: new Map(
          tags.flatMap((one): [string, string][] => {
            const found = held.get(one);
            return found === undefined ? [] : [[one, found]];
          }),
        ),
        diagnostics: [],
      }),
    prepare: () => {
      prepared.push(region);
      return Promise.resolve({ value: true, diagnostics: [] });
    },
  };
}

/** Buildx whose imagetools put the image into the target, under the digest that it is asked for unless told otherwise. */
function buildx(target: Fake, put: (wanted: string) => string | undefined = (wanted) => wanted) {
  const calls: { words: string; auth: string }[] = [];
  const run: RunCommand = ({ argv, environment }) => {
    calls.push({ words: argv.join(' '), auth: String(environment['DOCKER_AUTH_CONFIG']) });
    const [, , , , , , to = '', from = ''] = argv;
    const made = put(from.split('@')[1] ?? '');
    if (made === undefined)
      return Promise.resolve({ kind: 'exited', code: 1, stdout: '', stderr: 'ERROR: 403 Forbidden\n' });
    target.images.set(to.split(':')[1] ?? '', made);
    return Promise.resolve({ kind: 'exited', code: 0, stdout: '', stderr: '' });
  };
  const program = ['docker', 'buildx'] as const;
  const port: Buildx = { run, program, environment: {}, signal: new AbortController().signal };
  return { port, calls };
}

const home = repository('eu-central-1');
const tags = [tag('a'), tag('b')];

test('images are copied under their digests to a region that lacks them, its repository made first', async () => {
  const target = repository('eu-west-1', { [tag('b')]: digest('b') });
  const { port, calls } = buildx(target);
  const { copied, diagnostics } = await promoteImages({ lock, tags, home, target }, port);
  expect(diagnostics).toEqual([]);
  expect(copied).toEqual([tag('a')]);
  expect(target.prepared).toEqual(['eu-west-1']);
  expect(calls.map(({ words }) => words)).toEqual([
    `docker buildx imagetools create --prefer-index=false --tag ${target.registry}/shop:${tag('a')} ${home.registry}/shop@${digest('a')}`,
  ]);
  expect(calls[0]?.auth).toContain('auth-of-eu-central-1');
  expect(calls[0]?.auth).toContain('auth-of-eu-west-1');
});

test('a region that has everything is not touched', async () => {
  const target = repository('eu-west-1', { [tag('a')]: digest('a'), [tag('b')]: digest('b') });
  const { port, calls } = buildx(target);
  expect(await promoteImages({ lock, tags, home, target }, port)).toEqual({ copied: [], diagnostics: [] });
  expect({ calls, prepared: target.prepared }).toEqual({ calls: [], prepared: [] });
});

test.each([
  [
    'a tag that stands for another image there',
    { [tag('a')]: digest('c'), [tag('b')]: digest('b') },
    undefined,
  ],
  ['a copy that came out with another digest', { [tag('b')]: digest('b') }, () => digest('c')],
])('%s is an error that names both digests', async (_, images, put) => {
  const target = repository('eu-west-1', images);
  const { diagnostics } = await promoteImages({ lock, tags, home, target }, buildx(target, put).port);
  expect(diagnostics.map(({ code }) => code)).toEqual(['image-not-promoted']);
  expect(diagnostics[0]?.message).toContain(
    `it is ${digest('c')} there, and ${digest('a')} in the image lock`,
  );
});

test('a copy that fails is told with its reason, and the others are tried', async () => {
  const target = repository('eu-west-1');
  const { port } = buildx(target, (wanted) => (wanted === digest('a') ? undefined : wanted));
  const { copied, diagnostics } = await promoteImages({ lock, tags, home, target }, port);
  expect(copied).toEqual([tag('b')]);
  expect(diagnostics.map(({ message }) => message)).toEqual([
    `image ${tag('a')} is not in ${target.registry}/shop as the image lock has it: 403 Forbidden`,
  ]);
});
