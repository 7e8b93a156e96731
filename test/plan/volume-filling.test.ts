import { initImage } from '../../lib/compose/init-image.js';
import type { ContainerPlan } from '../../lib/model/deployment-plan.js';
import type { FolderFacts } from '../../lib/model/image-lock.js';
import { planned } from '../support/planned.js';

const DIGEST = '000000000000';

function shop(service: string, more = '') {
  return `services: { web: { ${service} }${more} }\nvolumes: { data: , media: }\n`;
}

function facts(holds: FolderFacts['holds']) {
  return { images: { web: { folders: { '/data': { holds } } } } };
}

const built = 'build: ., volumes: ["data:/data"]';
const pulled = 'image: acme, volumes: ["data:/data"]';

function containersOf(text: string, given = {}) {
  return planned(text, given)
    .service('web')
    .containers.map(({ name }) => name);
}

/** What the filling container is told, one order a line. */
function orders(fill: ContainerPlan | undefined): readonly string[] {
  const [, , ...rest] = fill?.settings.command ?? [];
  return rest.flatMap((_, at) => (at % 4 === 0 ? [rest.slice(at, at + 4).join(' ')] : []));
}

test('a container of the service’s own image fills the volume, by a shell that the init container brings', () => {
  const { plan, service } = planned(shop(built));
  const [web, init, fill] = service('web').containers;
  expect(web?.dependsOn).toEqual([
    { container: 'web-init', condition: 'SUCCESS' },
    { container: 'web-fill', condition: 'SUCCESS' },
  ]);
  expect(init).toMatchObject({
    essential: false,
    settings: { command: ['tools', '/.cdk-compose'] },
    mounts: [{ volume: 'web-tools', containerPath: '/.cdk-compose', readOnly: false }],
  });
  expect(fill).toMatchObject({
    essential: false,
    image: { tag: 'c-web' },
    dependsOn: [{ container: 'web-init', condition: 'SUCCESS' }],
    settings: {
      entryPoint: ['/.cdk-compose/busybox'],
      command: ['sh', '/.cdk-compose/fill.sh', 'fill', '/data', '/.cdk-compose-volume-0', `${DIGEST}-0`],
      user: '0:0',
    },
    mounts: [
      { volume: 'web-tools', containerPath: '/.cdk-compose', readOnly: true },
      { volume: 'data', containerPath: '/.cdk-compose-volume-0', readOnly: false },
    ],
    fills: [{ when: 'while empty', volume: 'data', source: '/data', cause: { place: 'compose.yaml:1:40' } }],
  });
  expect(service('web').taskVolumes).toMatchObject([
    { kind: 'file-system', name: 'data', accessPoint: { asOwner: false } },
    { kind: 'task-storage', name: 'web-tools' },
  ]);
  expect(plan.missingImages).toEqual([]);
});

test.each<[FolderFacts['holds'], boolean]>([
  ['files', true],
  ['unknown', true],
  ['no files', false],
  ['nothing', false],
])('a pulled image that has %s there: %s', (holds, isFilled) => {
  expect(containersOf(shop(pulled), facts(holds)).includes('web-fill')).toBe(isFilled);
});

test('what was never looked at is taken to hold files, and looked at by the build', () => {
  const given = { images: { web: {}, [initImage]: 'missing' } } as const;
  const { plan, service } = planned(shop(pulled), { images: { ...given.images, web: { folders: {} } } });
  expect(service('web').containers[2]?.fills?.[0]?.cause.because).toBe(
    'what the image has there is not looked up yet',
  );
  expect(plan.missingImages).toMatchObject([{ service: initImage }]);
});

test.each([
  ['nocopy', 'build: ., volumes: [{ type: volume, source: data, target: /data, volume: { nocopy: true } }]'],
  ['a bind mount', 'build: ., volumes: [{ type: bind, source: ./data, target: /data, x-aws-bind: persist }]'],
  ['an anonymous volume', 'build: ., volumes: [/data]'],
  ['a data store of its own', 'image: "bitnami/postgresql", volumes: ["data:/bitnami/postgresql"]'],
])('%s is not filled', (_, service) => {
  expect(containersOf(shop(service), { images: { web: { folders: {} } } })).toEqual(['web']);
});

test.each([
  ['a read-only mount', 'build: ., volumes: ["data:/data:ro"]'],
  ['a subpath', 'build: ., volumes: [{ type: volume, source: data, target: /data, volume: { subpath: a } }]'],
  ['an anonymous volume beside read-only files', 'build: ., read_only: true, volumes: [/data]'],
])('%s is filled', (_, service) => {
  expect(containersOf(shop(service))).toEqual(['web', 'web-init', 'web-fill']);
});

test('all volumes of a service are filled by one container, whatever else has to be done', () => {
  const { service } = planned(
    `${shop('build: ., secrets: [key], volumes: ["data:/data", "media:/app/media"]')}secrets: { key: { environment: KEY } }`,
    {
      bindings: {
        version: 1,
        secrets: { key: { arn: 'arn:aws:secretsmanager:eu-west-1:1:secret:key-abcdef' } },
      },
    },
  );
  const [, init, fill] = service('web').containers;
  expect(init?.settings.command?.filter((word) => ['file', 'tools'].includes(word))).toEqual([
    'file',
    'tools',
  ]);
  expect(init?.mounts.map(({ volume }) => volume)).toEqual(['web-secrets', 'web-tools']);
  expect(fill?.mounts.map(({ volume }) => volume)).toEqual(['web-tools', 'data', 'media']);
  expect(orders(fill)).toEqual([
    `fill /data /.cdk-compose-volume-0 ${DIGEST}-0`,
    `fill /app/media /.cdk-compose-volume-1 ${DIGEST}-1`,
  ]);
});

test('a numeric user is itself, so that files keep their owners; driver_opts say otherwise', () => {
  const door = (text: string) => planned(text).service('web').taskVolumes[0];
  expect(door(shop(`${built}, user: "1000"`))).toMatchObject({ accessPoint: { uid: 1000, asOwner: false } });
  const options = `services: { web: { ${built} } }\nvolumes: { data: { driver_opts: { uid: "7" } } }`;
  expect(door(options)).toMatchObject({ accessPoint: { uid: 7, asOwner: true } });
});

test('a file and a config inside of a volume are put there at each start, after the filling', () => {
  const { service, codes, diagnostics } = planned(
    `${shop('build: ., volumes: ["data:/data", "./a.conf:/data/etc/a.conf", "./b.conf:/b.conf"], configs: [{ source: app, target: /data/app.json }]')}configs: { app: { content: x } }`,
  );
  const [web, , fill] = service('web').containers;
  expect(web?.mounts.map(({ containerPath }) => containerPath)).toEqual(['/data']);
  expect(orders(fill)).toEqual([
    `fill /data /.cdk-compose-volume-0 ${DIGEST}-0`,
    'file /data/etc/a.conf /.cdk-compose-volume-0 etc/a.conf',
    'file /data/app.json /.cdk-compose-volume-0 app.json',
  ]);
  expect(fill?.fills?.map(({ when, source }) => `${source} ${when}`)).toEqual([
    '/data while empty',
    '/data/etc/a.conf each start',
    '/data/app.json each start',
  ]);
  expect(codes.filter((code) => code === 'file-below-volume')).toHaveLength(2);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('a file inside of a folder of data that is kept is put there, too', () => {
  const { service } = planned(
    shop(
      'build: ., volumes: [{ type: bind, source: ./pg, target: /data, x-aws-bind: persist }, "./a.conf:/data/a.conf"]',
    ),
  );
  expect(service('web').containers[2]?.fills).toMatchObject([{ when: 'each start', source: '/data/a.conf' }]);
});

test('a job’s task fills its volumes, and only the job itself is essential', () => {
  const { service } = planned(shop(`${built}, x-aws-job: true`));
  expect(service('web').containers.map(({ essential }) => essential)).toEqual([true, false, false]);
});

test('who takes mounts over starts when they are filled', () => {
  const { service } = planned(shop(built, ', see: { image: x, volumes_from: [web] }'));
  const see = service('web').containers.find(({ name }) => name === 'see');
  expect(see).toMatchObject({ volumesFrom: [{ container: 'web' }], dependsOn: [{ container: 'web' }] });
});

test('one task alone that writes its volume is still replaced stop-first', () => {
  expect(planned(shop(built)).service('web').rollout.value).toMatchObject({ maximumPercent: 100 });
});

test('the containers that prepare a service have names that no service has', () => {
  const others = ', web-fill: { image: x }, web-init: { image: x }';
  const names = containersOf(shop(built, others));
  expect(names).toHaveLength(3);
  expect(names).not.toContain('web-fill');
  expect(names).not.toContain('web-init');
});
