import { loadCompose } from '../support/compose.js';

const main = 'include: [sub/compose.yaml]\nservices: {web: {image: nginx, depends_on: [db]}}\n';

test('an included project brings its services, with paths from its own folder', () => {
  const { project } = loadCompose(main, {
    files: { 'sub/compose.yaml': 'services: {db: {build: .}}', 'sub/.env': 'X=1' },
  });
  expect(project.services['db']?.build?.context).toBe('/shop/sub');
});

test('its variables come from its own .env, under those of the project', () => {
  const { project } = loadCompose(main, {
    files: { 'sub/compose.yaml': 'services: {db: {image: "$A-$B"}}', 'sub/.env': 'A=sub\nB=sub\n' },
    environment: { A: 'outer' },
  });
  expect(project.services['db']?.image).toBe('outer-sub');
});

test('what both define is merged, the including file on top', () => {
  const { project } = loadCompose(`${main}networks: {default: {labels: {a: here}}}`, {
    files: {
      'sub/compose.yaml': 'services: {db: {image: x}}\nnetworks: {default: {labels: {a: there, b: there}}}',
    },
  });
  expect(project.networks?.['default']?.labels).toEqual({ a: 'here', b: 'there' });
});

test('a cycle, a missing file and a missing env file are refused', () => {
  expect(loadCompose('include: [compose.yaml]').codes).toEqual(['include-cycle']);
  expect(loadCompose('include: [gone.yaml]').codes).toEqual(['file-not-found']);
  expect(
    loadCompose('include: [{path: a.yaml, env_file: gone.env}]', { files: { 'a.yaml': 'services: {}' } })
      .codes,
  ).toEqual(['env-file-not-found']);
});

test('files that include the next one twice end in a finding', () => {
  const files = Object.fromEntries(
    Array.from({ length: 20 }, (_, i) => [
      `f${i}.yaml`,
      `include: [f${i + 1}.yaml, ./f${i + 1}.yaml]\nservices: {}\n`,
    ]),
  );
  const { codes } = loadCompose('include: [f0.yaml]', { files: { ...files, 'f20.yaml': 'services: {}' } });
  expect(codes).toContain('too-many-includes');
});

test('an entry that names no file includes nothing', () => {
  expect(loadCompose('include: [{}, null, {path: []}]\nservices: {web: {image: nginx}}').codes).toEqual([]);
  expect(loadCompose('include: [{env_file: gone.env}]\nservices: {web: {image: nginx}}').codes).toEqual([
    'env-file-not-found',
  ]);
});

test.each([
  'oci://registry.example/app:1',
  'https://github.com/a/b.git',
  'git@github.com:a/b',
  'github.com/a/b',
])('%s is not fetched, wherever it is named', (path) => {
  const included = loadCompose(`include: ["${path}"]`);
  const extended = loadCompose(`services: {web: {extends: {file: "${path}", service: a}}}`);
  expect([included.codes, extended.codes]).toEqual([['remote-resource'], ['remote-resource']]);
  expect(included.place(included.diagnostics[0]?.at)).toBe('compose.yaml:1:11');
});
