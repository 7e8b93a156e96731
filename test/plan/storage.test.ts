import { fileSystemLogicalId } from '../../lib/plan/identity.js';
import { planned } from '../support/planned.js';

const database = `
services:
  db:
    image: postgres
    volumes: [{ type: volume, source: data, target: /var/lib/postgresql/data }]
  backup:
    image: backup
    volumes: [{ type: volume, source: data, target: /data, read_only: true }]
volumes:
  data: { name: shop_data }
`;

test('a named volume is one file system, mounted by everyone who names it', () => {
  const { plan, service } = planned(database);
  expect(plan.fileSystems).toMatchObject([
    {
      name: 'data',
      existing: undefined,
      mountedBy: [
        { service: 'backup', readOnly: true },
        { service: 'db', readOnly: false },
      ],
      tags: { 'com.docker.compose.project': 'shop', 'com.docker.compose.volume': 'data' },
      cause: { place: 'compose.yaml:10:3' },
    },
  ]);
  expect(service('backup').containers[0]?.mounts).toMatchObject([
    { volume: 'data', containerPath: '/data', readOnly: true },
  ]);
});

test('the logical id depends on project, environment and volume alone', () => {
  const staged = planned(database, { options: { environment: 'staging' } });
  expect(planned(database).plan.fileSystems[0]?.logicalId).toBe(
    fileSystemLogicalId('shop', undefined, 'data'),
  );
  expect(staged.plan.fileSystems[0]?.logicalId).toBe(fileSystemLogicalId('shop', 'staging', 'data'));
});

// What is deployed is found again under these ids alone: they never change.
test.each([
  ['shop', undefined, 'db-data', 'DbDataFileSystemEAD7FB31'],
  ['shop', 'staging', 'db-data', 'DbDataFileSystemBF95C60B'],
  ['shop', undefined, 'db_data', 'DbDataFileSystem22711CA3'],
])('the logical id of %s, %s, %s is %s for ever', (project, environment, volume, id) => {
  expect(fileSystemLogicalId(project, environment, volume)).toBe(id);
});

function doorOf(service: string, given = {}, volume = '{}') {
  const { service: find } = planned(
    `services: { db: { image: x, ${service}, volumes: [{ type: volume, source: data, target: /d }] } }\nvolumes: { data: ${volume} }`,
    given,
  );
  const [first] = find('db').taskVolumes;
  return first?.kind === 'file-system' ? first.accessPoint : first;
}

test('a container that runs as root keeps its own identity', () => {
  expect(doorOf('init: true')).toEqual({
    path: '/volume',
    uid: 0,
    gid: 0,
    permissions: '0755',
    asOwner: false,
  });
});

test('a numeric user, stated or of the image, owns the files it writes', () => {
  const owner = { path: '/volume', uid: 1000, gid: 1001, permissions: '0755', asOwner: true };
  expect(doorOf('user: "1000:1001"')).toEqual(owner);
  expect(doorOf('init: true', { images: { db: { user: '1000:1001' } } })).toEqual(owner);
});

test('a named user, whose number is not known, may write because everyone may', () => {
  expect(doorOf('user: node')).toMatchObject({ permissions: '1777', asOwner: false });
});

test('driver_opts say how the file system is mounted', () => {
  const options = '{ driver_opts: { root_directory: /srv, uid: "7", gid: "8", permissions: "0700" } }';
  expect(doorOf('init: true', {}, options)).toEqual({
    path: '/srv',
    uid: 7,
    gid: 8,
    permissions: '0700',
    asOwner: true,
  });
});

test('options that unset variables leave empty say nothing', () => {
  const options = '{ driver_opts: { type: "", o: "", device: "", root_directory: "", uid: "" } }';
  expect(doorOf('init: true', {}, options)).toEqual(doorOf('init: true'));
});

test('an existing file system is adopted by the bindings and mounted at its root', () => {
  const bindings = { version: 1, fileSystems: { data: { id: 'fs-0a' } } } as const;
  expect(planned(database, { bindings }).plan.fileSystems[0]?.existing).toBe('fs-0a');
  expect(doorOf('init: true', { bindings })).toBeUndefined();
});

test('an external volume is the file system that its name says', () => {
  const { plan, codes } = planned(
    'services: { db: { image: x, volumes: [{ type: volume, source: d, target: /d }] } }\nvolumes: { d: { name: fs-1, external: true } }',
  );
  expect(plan.fileSystems[0]?.existing).toBe('fs-1');
  expect(codes).toEqual([]);
});

test.each<[string, string, readonly string[]]>([
  ['the files of the container itself', '', []],
  ['storage of the task where those are read-only', ', read_only: true', ['web-anonymous-0']],
  ['storage of the task below a memory file system', ', tmpfs: [/cache:size=1m]', ['web-anonymous-0']],
])('an anonymous volume is %s', (_, more, volumes) => {
  const { service, plan } = planned(
    `services: { web: { image: x, volumes: [{ type: volume, target: /cache/own }]${more} } }`,
  );
  expect(service('web').taskVolumes.map(({ name }) => name)).toEqual(volumes);
  expect(plan.fileSystems).toEqual([]);
});

test('an anonymous volume that another container takes over is storage of the task', () => {
  const { service } = planned(
    'services: { web: { image: x, volumes: [{ type: volume, target: /cache }] }, see: { image: x, volumes_from: [web] } }',
  );
  expect(service('web').taskVolumes).toEqual([{ kind: 'task-storage', name: 'web-anonymous-0' }]);
});

const folders = { '/d': { holds: 'no files', owner: '472:0', mode: '0777' } } as const;

test('a volume begins with owner and mode of the folder that the image has there', () => {
  const likeImage = { path: '/volume', uid: 472, gid: 0, permissions: '0777', asOwner: false };
  expect(doorOf('init: true', { images: { db: { folders } } })).toEqual(likeImage);
  expect(doorOf('user: "1000"', { images: { db: { folders } } })).toEqual(likeImage);
  expect(doorOf('user: grafana', { images: { db: { folders } } })).toEqual(likeImage);
});

test('driver_opts and nocopy count more than the folder of the image', () => {
  const options = '{ driver_opts: { uid: "7", gid: "8" } }';
  expect(doorOf('init: true', { images: { db: { folders } } }, options)).toMatchObject({
    uid: 7,
    asOwner: true,
  });
  const { service } = planned(
    'services: { db: { image: x, user: "9", volumes: [{ type: volume, source: data, target: /d, volume: { nocopy: true } }] } }\nvolumes: { data: }',
    { images: { db: { folders } } },
  );
  expect(service('db').taskVolumes).toMatchObject([{ accessPoint: { uid: 9, asOwner: true } }]);
});

test('tmpfs in both forms is a memory file system, with a size of its own', () => {
  const { service, codes } = planned(
    'services: { web: { image: x, tmpfs: ["/run:size=32m,noexec", /tmp], volumes: [{ type: tmpfs, target: /c, tmpfs: { size: "1048576", mode: 493 } }] } }',
  );
  expect(service('web').containers[0]?.tmpfs).toMatchObject([
    { containerPath: '/run', size: 32, mountOptions: ['noexec'] },
    { containerPath: '/tmp', size: 64, mountOptions: [] },
    { containerPath: '/c', size: 1, mountOptions: ['mode=755'] },
  ]);
  expect(codes).toEqual(['tmpfs-size-assumed']);
});

function doorsOf(services: string, main: string) {
  const { service } = planned(`services: { ${services} }\nvolumes: { data: {} }`);
  const { taskVolumes, containers } = service(main);
  const volumes = new Map(taskVolumes.map((volume) => [volume.name, volume]));
  return containers.flatMap(({ mounts }) =>
    mounts.map(({ volume, containerPath }) => {
      const mounted = volumes.get(volume);
      return [containerPath, mounted?.kind === 'file-system' ? mounted.accessPoint : undefined];
    }),
  );
}

const subpath = (path: string, target: string) =>
  `{ type: volume, source: data, target: ${target}, volume: { subpath: ${path} } }`;

test('each folder of a volume is mounted where the Compose file says', () => {
  const doors = doorsOf(
    `db: { image: x, volumes: [${subpath('one', '/a')}, ${subpath('two', '/b')}] }`,
    'db',
  );
  expect(doors).toMatchObject([
    ['/a', { path: '/volume/one' }],
    ['/b', { path: '/volume/two' }],
  ]);
});

test('users who share a task and a volume write files of their own', () => {
  const side = (user: number, target: string) =>
    `user: "${user}", volumes: [{ type: volume, source: data, target: ${target} }]`;
  const doors = doorsOf(
    `db: { image: x, ${side(1000, '/a')} }, see: { image: x, pid: "service:db", ${side(2000, '/b')} }`,
    'db',
  );
  expect(doors).toMatchObject([
    ['/a', { uid: 1000, asOwner: true }],
    ['/b', { uid: 2000, asOwner: true }],
  ]);
});

test('a volume that a task mounts twice in the same way is one volume of the task', () => {
  const mount = (target: string) => `{ type: volume, source: data, target: ${target} }`;
  const { service } = planned(
    `services: { db: { image: x, volumes: [${mount('/a')}, ${mount('/b')}] } }\nvolumes: { data: {} }`,
  );
  expect(service('db').taskVolumes.map(({ name }) => name)).toEqual(['data']);
});
