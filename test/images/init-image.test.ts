import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initImage } from '../../lib/compose/init-image.js';
import { buildInputs, contentTag } from '../../lib/images/build-inputs.js';
import { withInitImage } from '../../lib/images/init-image.js';
import { plannedBuilds } from '../../lib/images/planned-builds.js';
import { resolveImages } from '../../lib/images/resolve-images.js';
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
  ['several services', 'web: { image: nginx }, db: { image: postgres }', true],
  ['a single service', 'web: { image: nginx }', false],
])('where a VPC is brought along, %s: %s', (_, services, isBuilt) => {
  const { loaded } = loadCompose(`services: { ${services} }`);
  const images = resolveImages({ ...loaded, vpc: 'given' }, nothing).value ?? {};
  expect(Object.hasOwn(images, initImage)).toBe(isBuilt);
  expect(plannedBuilds(loaded.project, images)).toHaveLength(isBuilt ? 1 : 0);
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
