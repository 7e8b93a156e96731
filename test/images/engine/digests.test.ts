import { chmodSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { readImageLock } from '../../../lib/images/image-lock-file.js';
import { folder, write } from '../folder.js';
import { runBuild } from '../run-build.js';
import { base, describeWithEngine, openRegistry } from './engine.js';

jest.setTimeout(120_000);

let count = 0;
const compose = (name: string, build: string) => `name: ${name}\nservices:\n  web: {build: ${build}}\n`;

interface Change {
  readonly files?: Readonly<Record<string, string>>;
  readonly build?: string;
  readonly act?: (root: string) => void;
}

/** Tag and digest of a small image before a change and after it. */
async function across({ files = {}, build = '{context: ., labels: {l: "1"}}', act = () => {} }: Change) {
  const name = `digest${process.pid}x${count++}`;
  const root = folder({
    'compose.yaml': compose(name, '{context: ., labels: {l: "1"}}'),
    '.dockerignore': 'compose.yaml\nlog\n',
    Dockerfile: `FROM ${base}\nCOPY a b* /\n`,
    a: 'a',
  });
  const built = async (): Promise<readonly [string, string]> => {
    const { code, stderr } = await runBuild(root, ['--registry', openRegistry]);
    if (code !== 0) throw new Error(stderr);
    const [[tag, { digest }] = ['', { digest: '' }]] = Object.entries(
      readImageLock(join(root, 'compose.images.json')).value?.images ?? {},
    );
    return [tag, digest];
  };
  const before = await built();
  write(root, 'compose.yaml', compose(name, build));
  for (const [path, text] of Object.entries(files)) write(root, path, text);
  act(root);
  const after = await built();
  return { tag: before[0] === after[0] ? 'same' : 'new', digest: before[1] === after[1] ? 'same' : 'new' };
}

describeWithEngine('what becomes of tag and digest after', () => {
  test.each<[string, Change, string, string]>([
    ['nothing', {}, 'same', 'same'],
    ['a copied file', { files: { a: 'b' } }, 'new', 'new'],
    ['a file that is never copied', { files: { other: 'x' } }, 'new', 'same'],
    ['an ignored file', { files: { 'log/x': 'x' } }, 'same', 'same'],
    [
      'a comment in the Dockerfile',
      { files: { Dockerfile: `FROM ${base}\n# a\nCOPY a b* /\n` } },
      'new',
      'same',
    ],
    [
      'an argument that the Dockerfile does not declare',
      { build: '{context: ., labels: {l: "1"}, args: {UNDECLARED: x}}' },
      'new',
      'same',
    ],
    ['a label', { build: '{context: ., labels: {l: "2"}}' }, 'new', 'new'],
    ['the time of a file', { act: (root) => utimesSync(join(root, 'a'), 1, 1) }, 'same', 'same'],
    ['an executable bit', { act: (root) => chmodSync(join(root, 'a'), 0o755) }, 'new', 'new'],
  ])('%s', async (_, change, tag, digest) => expect(await across(change)).toEqual({ tag, digest }));
});
