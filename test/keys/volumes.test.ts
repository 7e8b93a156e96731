import { loadCompose } from '../support/compose.js';

const volumesOf = (volumes: string, over?: string) =>
  loadCompose({
    'compose.yaml': `services: {web: {image: nginx, volumes: ${volumes}}}\nvolumes: {data: {}}\n`,
    ...(over === undefined ? {} : { 'over.yaml': `services: {web: {volumes: ${over}}}` }),
  });

test('a path is a bind mount, made absolute', () => {
  expect(volumesOf('["./site:/srv/:ro"]').project.services['web']?.volumes).toEqual([
    { type: 'bind', source: '/shop/site', target: '/srv', read_only: true, bind: {} },
  ]);
});

test('~ is the home directory', () => {
  expect(volumesOf('["~/site:/srv"]').project.services['web']?.volumes?.[0]?.source).toBe('/home/me/site');
});

test('a name is a named volume, which must be defined', () => {
  expect(volumesOf('["data:/data"]').project.services['web']?.volumes?.[0]).toMatchObject({
    type: 'volume',
    source: 'data',
  });
  expect(volumesOf('["date:/data"]').diagnostics[0]).toMatchObject({
    code: 'undefined-reference',
    fix: "did you mean 'data'?",
  });
});

test('a later file replaces the mount of the same target', () => {
  const volumes = volumesOf('["data:/data", "./a:/a"]', '["./b:/data"]').project.services['web']?.volumes;
  expect(volumes?.map(({ source }) => source)).toEqual(['/shop/b', '/shop/a']);
});

test('create_host_path is kept only where it is false', () => {
  const mount = (flag: boolean) =>
    volumesOf(`[{type: bind, source: ., target: /a, bind: {create_host_path: ${flag}}}]`).project.services[
      'web'
    ]?.volumes?.[0]?.bind;
  expect(mount(true)).toEqual({});
  expect(mount(false)).toEqual({ create_host_path: false });
});

test('two mounts of one target are refused when they are told apart as they are written', () => {
  expect(volumesOf('[{type: tmpfs, target: /d}, {type: tmpfs, target: /d/}]').codes).toEqual([
    'target-mounted-twice',
  ]);
});
