import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initImage } from '../../lib/compose/init-image.js';
import { buildImages } from '../../lib/images/build-images.js';
import { buildInputs, contentTag } from '../../lib/images/build-inputs.js';
import type { BuildPorts } from '../../lib/images/build-request.js';
import { withInitImage } from '../../lib/images/init-image.js';
import { plannedBuilds } from '../../lib/images/planned-builds.js';
import { resolveImages } from '../../lib/images/resolve-images.js';
import type { ImageLock } from '../../lib/model/image-lock.js';
import { loadCompose } from '../support/compose.js';

const nothing = { version: 1, images: {} } as const;
const secrets = 'secrets: { db: { environment: DB } }';

function resolved(services: string) {
  const { loaded } = loadCompose(`services: { ${services} }\n${secrets}`);
  const images = resolveImages(loaded, nothing).value ?? {};
  return { images, builds: plannedBuilds(loaded.project, images) };
}

test('a project whose services have no secrets has no init image', () => {
  expect(resolved('web: { image: nginx }').images).not.toHaveProperty([initImage]);
});

test('it is one more build, for the platforms of all services: in a VPC that an app brings along each may need it', () => {
  const { images, builds } = resolved(`
    web: { image: nginx, platform: linux/arm64, secrets: [db] },
    api: { image: nginx, platform: linux/arm64, secrets: [db] },
    db: { image: postgres }`);
  expect(images[initImage]).toMatchObject({ from: 'build', locked: undefined });
  expect(builds).toMatchObject([
    {
      target: 'cdk-compose_init',
      services: [initImage],
      definition: { build: { platforms: ['linux/amd64', 'linux/arm64'] } },
    },
  ]);
});

test.each([
  ['several services have it', true, 'web: { image: nginx }, db: { image: postgres }'],
  ['a single service has none', false, 'web: { image: nginx }'],
])('where a VPC is brought along, %s', (_, isBuilt, services) => {
  const { loaded } = loadCompose(`services: { ${services} }`);
  const images = resolveImages({ ...loaded, vpc: 'given' }, nothing).value ?? {};
  expect(Object.hasOwn(images, initImage)).toBe(isBuilt);
  expect(plannedBuilds(loaded.project, images)).toHaveLength(isBuilt ? 1 : 0);
});

test.each([
  ['it stays, for the app may bring a VPC along', true, 'web: { image: nginx }, db: { image: nginx }'],
  ['of a single service it goes', false, 'web: { image: nginx }'],
])('in a lock that a build without the app brings up to date, %s', async (_, isKept, services) => {
  const { loaded } = loadCompose(`services: { ${services} }`);
  const image = { digest: `sha256:${'a'.repeat(64)}`, platforms: ['linux/amd64'], config: {} };
  const tag = `c-${'0'.repeat(32)}`;
  const lock: ImageLock = {
    version: 1,
    images: {
      'docker.io/library/nginx:latest': { ...image, services: ['web'] },
      [tag]: { ...image, services: [initImage] },
    },
  };
  const images = resolveImages(loaded, lock).value ?? {};
  const { value } = await buildImages({ loaded, lock, images, environment: {} }, {} as BuildPorts);
  expect(Object.keys(value.lock.images).toSorted()).toEqual([
    ...(isKept ? [tag] : []),
    'docker.io/library/nginx:latest',
  ]);
});

test('every machine gives it the same tag', () => {
  const { project } = loadCompose(`services: { web: { image: nginx, secrets: [db] } }\n${secrets}`);
  const definition = withInitImage(project).services[initImage];
  if (definition?.build === undefined) throw new Error('no init image');
  const elsewhere = mkdtempSync(join(tmpdir(), 'cdk-compose-init-'));
  cpSync(definition.build.context, elsewhere, { recursive: true });
  const tagAt = (context: string) => {
    const build = { ...definition.build, context };
    return contentTag(
      buildInputs(initImage, { build }, { tagOf: () => undefined, contexts: new Map() }).value ?? {},
    );
  };
  expect(tagAt(elsewhere)).toBe(tagAt(definition.build.context));
});
