import { loadCompose } from '../support/compose.js';

const load = (envFile: string, files: Readonly<Record<string, string | null>>, rest = '') =>
  loadCompose(`services:\n  web:\n    image: nginx\n    env_file: ${envFile}\n${rest}`, { files });

test('environment wins over files, a later file over an earlier one', () => {
  const { project } = load(
    '[a.env, b.env]',
    { 'a.env': 'A=1\nB=1\nC=1\n', 'b.env': 'B=2\nC=2\n' },
    '    environment: {C: 3}\n',
  );
  expect(project.services['web']?.environment).toEqual({ A: '1', B: '2', C: '3' });
  expect(project.services['web']).not.toHaveProperty('env_file');
});

test('a missing file is told at its entry, unless it is not required', () => {
  const { codes, diagnostics, place } = load('[gone.env]', {});
  expect(codes).toEqual(['env-file-not-found']);
  expect(place(diagnostics[0]?.at)).toBe('compose.yaml:4:16');
  expect(load('[{path: gone.env, required: false}]', {}).codes).toEqual([]);
});

test('the raw format takes values as they are', () => {
  const { project } = load('[{path: a.env, format: raw}]', { 'a.env': 'A="$B"\n' });
  expect(project.services['web']?.environment).toEqual({ A: '"$B"' });
});

test('a folder, an unknown format and a broken file are refused', () => {
  expect(load('[d]', { d: null }).codes).toEqual(['input-unreadable']);
  expect(load('[{path: a.env, format: json}]', { 'a.env': '' }).codes).toEqual(['unknown-env-file-format']);
  expect(load('[a.env]', { 'a.env': 'A="' }).codes).toEqual(['invalid-env-file']);
});
