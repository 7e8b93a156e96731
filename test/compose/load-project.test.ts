import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadProject, renderReport } from '../../lib/index.js';

const text = 'services: {web: {image: "nginx:${TAG:-none}", hostname: "${HOME:-nowhere}"}}\n';

test('texts stand for files, and nothing else is read', () => {
  const { value, diagnostics } = loadProject({
    directory: '/shop',
    texts: { 'compose.yaml': text, '.env': 'TAG=7\n' },
  });
  expect(diagnostics).toEqual([]);
  expect(value?.project).toMatchObject({
    name: 'shop',
    services: { web: { image: 'nginx:7', hostname: 'nowhere' } },
  });
});

test('files, profiles, variables and the name are given', () => {
  const { value } = loadProject({
    directory: '/shop',
    file: ['a.yaml', 'sub/b.yaml'],
    profile: ['debug'],
    projectName: 'mine',
    variables: { TAG: '1' },
    texts: { 'a.yaml': text, 'sub/b.yaml': 'services: {top: {image: top, profiles: [debug]}}' },
  });
  expect(value?.project.name).toBe('mine');
  expect(value?.project.services).toMatchObject({ web: { image: 'nginx:1' }, top: { image: 'top' } });
});

test.each(['.', '../shop', ''])('the directory %j depends on where an app is called', (directory) => {
  const { value, diagnostics } = loadProject({ directory, texts: { 'compose.yaml': text } });
  expect(value).toBeUndefined();
  expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
    ['directory-not-absolute', `the directory '${directory}' is no absolute path`],
  ]);
});

test('files on the disk are found by their usual names; the process gives no variables', () => {
  const directory = mkdtempSync(join(realpathSync(tmpdir()), 'library-'));
  writeFileSync(join(directory, 'compose.yaml'), text);
  const { value } = loadProject({ directory });
  rmSync(directory, { recursive: true });
  expect(value?.project.services['web']).toMatchObject({ image: 'nginx:none', hostname: 'nowhere' });
});

test('what is wrong comes as findings that can be printed', () => {
  const { value, diagnostics, sources } = loadProject({
    directory: '/shop',
    texts: { 'compose.yaml': 'services: {web: {imag: nginx}}' },
  });
  expect(value).toBeUndefined();
  expect(renderReport(diagnostics, sources)).toContain("did you mean 'image'?");
  expect(loadProject({ directory: '/shop', texts: {} }).diagnostics[0]?.code).toBe('no-compose-file');
});
