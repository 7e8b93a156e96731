import { loadCompose } from '../support/compose.js';

test('a service takes over everything of its base, its own values on top', () => {
  const { project } = loadCompose(
    'services:\n  base: {image: nginx, environment: {A: 1, B: 1}}\n  web: {extends: base, environment: {B: 2}}\n',
  );
  expect(project.services['web']).toMatchObject({ image: 'nginx', environment: { A: '1', B: '2' } });
  expect(project.services['web']).not.toHaveProperty('extends');
});

test('paths of another file start from its folder', () => {
  const { project } = loadCompose('services: {web: {extends: {file: sub/base.yaml, service: base}}}', {
    files: { 'sub/base.yaml': 'services: {base: {build: ./app, volumes: ["./data:/data"]}}' },
  });
  expect(project.services['web']).toMatchObject({
    build: { context: '/shop/sub/app' },
    volumes: [{ source: '/shop/sub/data' }],
  });
});

test('in a chain, each file is named from the folder of the one before', () => {
  const { project } = loadCompose('services: {web: {extends: {file: sub/base.yaml, service: base}}}', {
    files: {
      'sub/base.yaml': 'services: {base: {extends: {file: more/first.yaml, service: first}}}',
      'sub/more/first.yaml': 'services: {first: {image: nginx, volumes: ["../data:/data"]}}',
    },
  });
  expect(project.services['web']).toMatchObject({ volumes: [{ source: '/shop/sub/data' }] });
});

test('a value knows the file that it comes from', () => {
  const { loaded, place } = loadCompose('services: {web: {extends: {file: sub/base.yaml, service: base}}}', {
    files: { 'sub/base.yaml': 'services:\n  base:\n    image: nginx\n' },
  });
  expect(place(loaded.spans.exact(['services', 'web', 'image']))).toBe('sub/base.yaml:3:5');
});

test.each([
  ['extends: nope', ['extended-service-not-found']],
  ['extends: {file: gone.yaml, service: a}', ['file-not-found']],
  ['extends: {file: empty.yaml, service: a}', ['no-services-to-extend']],
  ['extends: {}', ['missing-key']],
  ['extends: web', ['extends-cycle']],
])('%s is refused', (reference, codes) => {
  expect(
    loadCompose(`services: {web: {${reference}}}`, { files: { 'empty.yaml': 'name: x' } }).codes,
  ).toEqual(codes);
});
