import { bakeFile, type BakeOptions } from '../../lib/images/bake-file.js';
import { plannedBuilds } from '../../lib/images/planned-builds.js';
import { resolveImages } from '../../lib/images/resolve-images.js';
import type { ImageProject, ServiceBuild } from '../../lib/images/service-build.js';
import type { BakeTarget } from '../../lib/model/bake-file.js';
import { folder } from './folder.js';
import { noSpans } from './no-spans.js';

const context = folder({ Dockerfile: 'FROM scratch' });
const other = folder({ Dockerfile: 'FROM scratch AS x' });

function bake(
  services: ImageProject['services'],
  options: Partial<BakeOptions> & { readonly only?: readonly string[] } = {},
  secrets: ImageProject['secrets'] = {},
) {
  const project = { name: 'shop', services, secrets };
  const images = resolveImages({ project, spans: noSpans }, { version: 1, images: {} }).value ?? {};
  const builds = plannedBuilds(project, images);
  const wanted = new Set(
    builds.filter(({ target }) => options.only?.includes(target) ?? true).map(({ tag }) => tag),
  );
  const tagOf = (service: string): string => images[service]?.tag ?? '';
  return {
    ...bakeFile(
      project,
      { builds, images },
      { repository: 'reg/shop', present: new Map(), environment: {}, wanted, ...options },
    ),
    tagOf,
  };
}

const target = (build: Partial<ServiceBuild>, options: Partial<BakeOptions> = {}): BakeTarget | undefined =>
  bake({ web: { build: { context, ...build } } }, options).file.target['web'];

test('a target is pushed under its content tag, for a stated platform, without attestations', () => {
  const { file, tagOf } = bake({ web: { build: { context } } });
  expect(file).toEqual({
    group: { default: { targets: ['web'] } },
    target: {
      web: {
        context,
        dockerfile: `${context}/Dockerfile`,
        tags: [`reg/shop:${tagOf('web')}`],
        platforms: ['linux/amd64'],
        output: ['type=registry,oci-mediatypes=true'],
        attest: ['type=provenance,disabled=true', 'type=sbom,disabled=true'],
      },
    },
  });
});

test.each<[keyof BakeTarget, Partial<ServiceBuild>, unknown]>([
  ['target', { target: '0' }, '0'],
  ['args', { args: { A: '1', B: null } }, { A: '1' }],
  ['labels', { labels: { a: 'b' } }, { a: 'b' }],
  ['network', { network: 'none' }, 'none'],
  ['shm-size', { shm_size: '64' }, '64'],
  ['ulimits', { ulimits: { nproc: 5, nofile: { soft: 1, hard: 2 } } }, ['nproc=5:5', 'nofile=1:2']],
  ['extra-hosts', { extra_hosts: ['a=1.2.3.4', 'a=::1', 'b=5.6.7.8'] }, { a: '1.2.3.4,::1', b: '5.6.7.8' }],
  [
    'entitlements',
    { entitlements: ['network.host'], privileged: true },
    ['network.host', 'security.insecure'],
  ],
  ['attest', { provenance: 'mode=max', sbom: 'true' }, ['type=provenance,mode=max', 'type=sbom']],
  ['ssh', { ssh: ['default', 'k=/key'] }, ['default', 'k=/key']],
  ['cache-from', { cache_from: ['type=registry,ref=a'] }, ['type=registry,ref=a']],
  ['no-cache', { no_cache: true }, true],
  ['no-cache-filter', { no_cache_filter: ['a'] }, ['a']],
  ['pull', { pull: true }, true],
  ['dockerfile-inline', { dockerfile_inline: 'FROM scratch' }, 'FROM scratch'],
  ['contexts', { additional_contexts: { a: 'docker-image://x' } }, { a: 'docker-image://x' }],
  ['platforms', { platforms: ['linux/arm64', 'linux/amd64'] }, ['linux/amd64', 'linux/arm64']],
  ['dockerfile', { context: 'https://github.com/a/b.git', dockerfile: 'x.Dockerfile' }, 'x.Dockerfile'],
])('spells %s', (key, build, expected) => expect(target(build)?.[key]).toEqual(expected));

test('leaves caches to Docker Build Cloud', () => {
  expect(target({ cache_from: ['a'], cache_to: ['b'] }, { withoutCaches: true })).not.toHaveProperty(
    'cache-from',
  );
});

test('escapes what bake would expand', () => {
  expect(target({ args: { A: 'a${x}b%{y}c$z' } })?.args).toEqual({ A: 'a$${x}b%%{y}c$z' });
});

test('builds equal builds once, for all their services', () => {
  const { file } = bake({ web: { build: { context } }, worker: { build: { context } } });
  expect(Object.keys(file.target)).toEqual(['web']);
});

test('tells apart services whose names bake can’t tell apart', () => {
  const { file } = bake({ 'a.b': { build: { context } }, a_b: { build: { context: other } } });
  expect(file.group.default.targets.toSorted()).toEqual(['a_b', 'a_b_2']);
});

describe('a build on another service', () => {
  const services = {
    base: { build: { context } },
    web: { build: { context: other, additional_contexts: { parent: 'service:base' } } },
  };

  test('is linked to its target', () => {
    const { file } = bake(services);
    expect(file.target['web']?.contexts).toEqual({ parent: 'target:base' });
    expect(file.group.default.targets).toEqual(['base', 'web']);
  });

  test('takes the image that the repository has', () => {
    const { tagOf } = bake(services);
    const { file } = bake(services, { only: ['web'], present: new Map([[tagOf('base'), 'sha256:1']]) });
    expect(file.target).toHaveProperty('web.contexts', { parent: 'docker-image://reg/shop@sha256:1' });
    expect(Object.keys(file.target)).toEqual(['web']);
  });

  test('brings along a base that is not itself wanted, without pushing it', () => {
    const { file } = bake(services, { only: ['web'] });
    expect(file.target['base']).toMatchObject({ output: ['type=cacheonly'] });
    expect(file.target['base']).not.toHaveProperty('tags');
    expect(file.group.default.targets).toEqual(['web']);
  });
});

describe('secrets', () => {
  const web = { build: { context, secrets: [{ source: 'npm', target: 'npmrc' }] } };

  test('come from a file, with quotes where its path needs them', () => {
    const { file } = bake({ web }, {}, { npm: { name: 'npm', file: '/a,"b' } });
    expect(file.target['web']?.secret).toEqual(['id=npmrc,type=file,"src=/a,""b"']);
  });

  test('come from a variable, whose value is for the child alone', () => {
    const { file, environment } = bake(
      { web },
      { environment: { NPM: 'value', OTHER: 'x' } },
      { npm: { name: 'npm', environment: 'NPM' } },
    );
    expect(file.target['web']?.secret).toEqual(['id=npmrc,type=env,env=NPM']);
    expect(environment).toEqual({ NPM: 'value' });
    expect(JSON.stringify(file)).not.toContain('value');
  });
});
