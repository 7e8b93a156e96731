import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { parseGitIndex } from '../../lib/images/git-index.js';
import { versionControl } from '../../lib/images/version-control.js';
import { folder, write } from './folder.js';

const git = (root: string, ...args: readonly string[]): string =>
  execFileSync(
    'git',
    ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'protocol.file.allow=always', ...args],
    {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );

/** A repository whose paths have every length that padding knows, with prefixes in common. */
function repository(...options: readonly string[]): string {
  const names = Array.from({ length: 20 }, (_, length) => `folder/${'a'.repeat(length + 1)}.txt`);
  const root = folder(Object.fromEntries([...names, 'run.sh', 'ü ö'].map((name) => [name, name])));
  git(root, 'init', '-q', ...options);
  execFileSync('chmod', ['+x', join(root, 'run.sh')]);
  symlinkSync('run.sh', join(root, 'link'));
  git(root, 'add', '.');
  return root;
}

const listed = (root: string): readonly string[] =>
  git(root, 'ls-files', '-z', '--stage')
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => `${line.slice(0, 6)} ${line.replace(/^[^\t]*\t/, '')}`);

const parsed = (root: string, length: 20 | 32 = 20): readonly string[] =>
  (parseGitIndex(readFileSync(join(root, '.git', 'index')), length) ?? []).map(
    ({ path, mode }) => `${mode.toString(8)} ${path}`,
  );

describe('Git’s index lists what git ls-files prints', () => {
  test.each(['2', '4'])('version %s', (version) => {
    const root = repository();
    git(root, 'update-index', '--index-version', version);
    expect(parsed(root)).toEqual(listed(root));
    expect(parsed(root)).toContain('100755 run.sh');
  });

  test('version 3, for files that are only intended', () => {
    const root = repository();
    write(root, 'later.txt', '');
    git(root, 'add', '--intent-to-add', 'later.txt');
    expect(parsed(root)).toEqual(listed(root));
  });

  test('objects named by SHA-256', () => {
    const root = repository('--object-format=sha256');
    expect(parsed(root, 32)).toEqual(listed(root));
    expect(versionControl(root)?.(join(root, 'run.sh')).kind).toBe('file');
  });
});

test.each([['nothing'], ['DIRC'], ['DIRC\0\0\0\u0009\0\0\0\u0001'], ['DIRC\0\0\0\u0002\0\0\0\u0001abc']])(
  'a broken index is none: %j',
  (text) => expect(parseGitIndex(Buffer.from(text, 'latin1'), 20)).toBeUndefined(),
);

test('a split index does not list everything, and so tells nothing', () => {
  const root = repository();
  git(root, 'update-index', '--split-index');
  expect(versionControl(root)).toBeUndefined();
});

describe('version control', () => {
  test('knows files, folders, and what is neither', () => {
    const root = repository();
    write(root, 'data/untracked.db', '');
    const lookUp = versionControl(join(root, 'folder'));
    expect(lookUp?.(join(root, 'run.sh'))).toEqual({ kind: 'file', mode: 0o100755 });
    expect(lookUp?.(join(root, 'folder'))).toMatchObject({ kind: 'folder', files: { length: 20 } });
    expect(lookUp?.(join(root, 'data'))).toEqual({ kind: 'nothing' });
    expect(lookUp?.(join(root, '..', 'elsewhere'))).toEqual({ kind: 'nothing' });
    expect(lookUp?.(join(root, 'fold'))).toEqual({ kind: 'nothing' });
  });

  test('takes a folder that only a placeholder keeps for an empty one', () => {
    const root = repository();
    write(root, 'data/.gitkeep', '');
    git(root, 'add', 'data');
    expect(versionControl(root)?.(join(root, 'data'))).toEqual({ kind: 'nothing' });
  });

  test('is not there without a repository, in a new one, and for a folder that it knows nothing of', () => {
    expect(versionControl(folder({ a: '' }))).toBeUndefined();
    const root = folder({ a: '' });
    git(root, 'init', '-q');
    expect(versionControl(root)).toBeUndefined();
    const around = repository();
    mkdirSync(join(around, 'other'));
    expect(versionControl(join(around, 'other'))).toBeUndefined();
  });

  test('looks into linked work trees and submodules', () => {
    const library = repository();
    git(library, 'commit', '-qm', 'x');
    const root = repository();
    git(root, 'submodule', 'add', '-q', library, 'library');
    git(root, 'commit', '-qm', 'x');
    expect(versionControl(root)?.(join(root, 'library', 'run.sh'))).toEqual({ kind: 'file', mode: 0o100755 });
    expect(versionControl(root)?.(join(root, 'library', 'folder')).kind).toBe('folder');
    const linked = join(folder(), 'linked');
    git(root, 'worktree', 'add', '-q', linked);
    expect(versionControl(linked)?.(join(linked, 'run.sh')).kind).toBe('file');
  });
});
