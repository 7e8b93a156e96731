import { planned } from '../support/planned.js';

const compose = (volumes: string, rest = ''): string =>
  `services:\n  web:\n    image: web\n    volumes: [${volumes}]\n${rest}`;

const web = (volumes: string, rest = '') => planned(compose(volumes, rest)).service('web');
const files = (volumes: string, rest = '') =>
  (web(volumes, rest).containers[0]?.files ?? []).map(
    ({ kind, source, containerPath }) => `${kind} ${source} ${containerPath}`,
  );

test('a file is in the image: nothing is mounted, and a line says so with its cause and place', () => {
  const { containers, taskVolumes } = web('./nginx.conf:/etc/nginx/nginx.conf');
  expect(taskVolumes).toEqual([]);
  expect(containers[0]).toMatchObject({
    mounts: [],
    files: [
      {
        kind: 'copied',
        source: './nginx.conf',
        containerPath: '/etc/nginx/nginx.conf',
        cause: { because: 'a file', place: 'compose.yaml:4:15' },
      },
    ],
  });
});

test('a folder of data is a file system of its own, called after the folder', () => {
  const { plan } = planned(compose('./pg:/var/lib/postgresql/data'));
  expect(plan.fileSystems).toMatchObject([
    {
      name: './pg',
      logicalId: expect.stringMatching(/^PgFileSystem[0-9A-F]{8}$/),
      mountedBy: [{ service: 'web', readOnly: false }],
      tags: { 'com.docker.compose.volume': './pg' },
    },
  ]);
  expect(plan.services[0]).toMatchObject({
    rollout: { value: { minimumHealthyPercent: 0, maximumPercent: 100 } },
    taskVolumes: [{ kind: 'file-system', fileSystem: './pg' }],
    containers: [{ mounts: [{ containerPath: '/var/lib/postgresql/data' }] }],
  });
});

test('its identity is that of project, environment and folder, wherever the project lies', () => {
  const id = (text: string) => planned(text).plan.fileSystems[0]?.logicalId;
  const plain = id(`name: shop\n${compose('./data:/data')}`);
  expect(id(`name: shop\n${compose('{type: bind, source: /shop/data, target: /data}')}`)).toBe(plain);
  expect(id(`name: shop\n${compose('./data:/data')}  other: {image: other}\n`)).toBe(plain);
  expect(id(`name: other\n${compose('./data:/data')}`)).not.toBe(plain);
});

test('services that mount one folder share its volume', () => {
  const { plan } = planned(compose('./data:/data', '  worker: {image: w, volumes: ["./data:/in:ro"]}\n'));
  expect(plan.fileSystems.map(({ name, mountedBy }) => [name, mountedBy])).toEqual([
    [
      './data',
      [
        { service: 'web', readOnly: false },
        { service: 'worker', readOnly: true },
      ],
    ],
  ]);
});

test('an adopted file system is mounted in its place', () => {
  const bindings = { version: 1, fileSystems: { './data': { id: 'fs-1' } } } as const;
  expect(planned(compose('./data:/data'), { bindings }).plan.fileSystems).toMatchObject([
    { existing: 'fs-1' },
  ]);
});

test('a folder below a volume gets storage of the task, which the image fills', () => {
  const { taskVolumes, containers } = web('data:/srv, ./boards:/srv/boards', 'volumes: {data: }\n');
  expect(taskVolumes.map(({ kind }) => kind)).toEqual(['file-system', 'task-storage']);
  expect(containers[0]?.mounts.map(({ containerPath }) => containerPath)).toEqual(['/srv', '/srv/boards']);
});

test('an anonymous volume is the image’s own folder, below a copied folder too', () => {
  expect(web('.:/code, /code/node_modules').taskVolumes).toEqual([]);
  expect(files('.:/code, /code/node_modules')).toEqual([
    'copied . /code',
    'kept anonymous volume /code/node_modules',
  ]);
  expect(web('data:/code, /code/node_modules', 'volumes: {data: }\n').taskVolumes).toMatchObject([
    { kind: 'file-system' },
    { kind: 'task-storage' },
  ]);
});

test('configs are in the image', () => {
  const rest = '    configs: [app, {source: app, target: /etc/app.conf}]\nconfigs: {app: {content: x}}\n';
  expect(files('./a.conf:/a.conf', rest)).toEqual([
    'copied ./a.conf /a.conf',
    'copied config app /app',
    'copied config app /etc/app.conf',
  ]);
});

test.each<[string, string, readonly string[]]>([
  ['what only a host has', '/var/run/docker.sock:/var/run/docker.sock', ['bind-mount-refused']],
  ['a secret', './server.key:/server.key', ['bind-mount-refused']],
  ['what needs nothing', '/etc/localtime:/etc/localtime:ro', []],
  ['a word', '{type: bind, source: /var/run/docker.sock, target: /x, x-aws-bind: ignore}', []],
  [
    'a word that is none',
    '{type: bind, source: ./a, target: /x, x-aws-bind: keep}',
    ['extension-value-broken'],
  ],
])('%s: %s', (_, volume, expected) => {
  const { diagnostics } = planned(compose(volume));
  expect(diagnostics.flatMap(({ code, severity }) => (severity === 'error' ? [code] : []))).toEqual(expected);
});

test('names alone tell where there is no version control, and the user is told once', () => {
  const { diagnostics } = planned(compose('./scripts:/scripts, ./uploads:/up, ./x.conf:/x.conf'));
  expect(diagnostics.filter(({ code }) => code === 'told-by-names').map(({ message }) => message)).toEqual([
    'the project is not under version control, so names alone tell what its folders are; copied into images: ./scripts; kept as volumes that start empty: ./uploads',
  ]);
});

test('a project that builds nothing else is told that it needs a builder, at the line', () => {
  const found = (text: string) =>
    planned(text).diagnostics.filter(({ code }) => code === 'builder-needed-for-files');
  expect(found(compose('./x.conf:/x.conf'))).toMatchObject([
    { severity: 'info', path: ['services', 'web', 'volumes', 0] },
  ]);
  expect(found(compose('./x.conf:/x.conf', '  app: {build: .}\n'))).toEqual([]);
  expect(found(compose('./data:/data'))).toEqual([]);
});

test('folders in each other become volumes apart, which is told', () => {
  const { messages } = planned(
    compose('./logs:/var/log/web', '  worker: {image: w, volumes: ["./logs/worker:/var/log/w"]}\n'),
  );
  expect(messages).toContain(
    './logs/worker lies in ./logs on a laptop, but they become two volumes: of web and worker, neither sees what the other writes',
  );
});
