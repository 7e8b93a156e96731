import { chmodSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readImageLock } from '../../../lib/images/image-lock-file.js';
import { folder, write } from '../folder.js';
import { runBuild } from '../run-build.js';
import { base, describeWithEngine, openRegistry } from './engine.js';

jest.setTimeout(120_000);

let count = 0;
const compose = (name: string, build: string) => `name: ${name}\nservices:\n  web: {build: ${build}}\n`;

const plain = '{context: ., additional_contexts: {extra: ./extra}, labels: {l: "1"}}';

const attested = plain.replace('{', '{provenance: "mode=min", ');

interface Change {
  readonly files?: Readonly<Record<string, string>>;
  readonly build?: string;
  /** The build before the change. */
  readonly first?: string;
  readonly act?: (root: string) => void;
}

/** Tag and digest of a small image before a change and after it. */
async function across({ files = {}, build = plain, first = plain, act = () => {} }: Change) {
  const name = `digest${process.pid}x${count++}`;
  const root = folder({
    'compose.yaml': compose(name, first),
    '.dockerignore': 'compose.yaml\nlog\nextra\n',
    Dockerfile: `FROM ${base}\nCOPY a b* /\nCOPY --from=extra . /extra/\n`,
    a: 'a',
    'extra/x': 'x',
    'extra/.dockerignore': 'log\n.dockerignore\n',
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
      { files: { Dockerfile: `FROM ${base}\n# a\nCOPY a b* /\nCOPY --from=extra . /extra/\n` } },
      'new',
      'same',
    ],
    [
      'an argument that the Dockerfile does not declare',
      { build: plain.replace('labels', 'args: {UNDECLARED: x}, labels') },
      'new',
      'same',
    ],
    ['a label', { build: plain.replace('"1"', '"2"') }, 'new', 'new'],
    ['the time of a file', { act: (root) => utimesSync(join(root, 'a'), 1, 1) }, 'same', 'same'],
    ['a file of an additional context', { files: { 'extra/x': 'y' } }, 'new', 'new'],
    ['a file that the additional context ignores', { files: { 'extra/log/x': 'y' } }, 'same', 'same'],
    // Something else brings a build about here, so that BuildKit is seen to ignore it as well.
    [
      'an ignored file of each, built anew',
      { files: { 'extra/log/x': 'y', 'log/x': 'y', other: 'x' } },
      'new',
      'same',
    ],
    ['an executable bit', { act: (root) => chmodSync(join(root, 'a'), 0o755) }, 'new', 'new'],
    [
      'a file that is never copied, attested',
      { first: attested, build: attested, files: { other: 'x' } },
      'new',
      'same',
    ],
    ['a copied file, attested', { first: attested, build: attested, files: { a: 'b' } }, 'new', 'new'],
    ['attesting it', { build: attested }, 'new', 'new'],
    [
      'attesting more',
      { first: attested, build: attested.replace('"mode=min"', '"mode=max"') },
      'new',
      'new',
    ],
  ])('%s', async (_, change, tag, digest) => expect(await across(change)).toEqual({ tag, digest }));

  test('an attested image that was deleted meanwhile: the new one counts', async () => {
    const name = `digest${process.pid}x${count++}`;
    const root = folder({ 'compose.yaml': compose(name, attested.replace(/additional.*, l/, 'l')), a: 'a' });
    write(root, 'Dockerfile', `FROM ${base}\nCOPY a /\n`);
    const build = () => runBuild(root, ['--registry', openRegistry, '--format', 'json']);
    const lock = join(root, 'compose.images.json');
    const digest = () => Object.values(readImageLock(lock).value?.images ?? {})[0]?.digest ?? '';
    await build();
    const before = digest();
    write(root, 'other', '1');
    expect((await build()).images).toMatchObject([{ outcome: 'built', unchanged: true }]);
    expect(digest()).toBe(before);
    // With nothing to do it stays, though the registry has another one under this tag.
    expect((await build()).stderr).not.toContain('image-digest-differs');
    expect(digest()).toBe(before);
    // As images gc or a lifecycle rule would delete it: the registry of these tests deletes nothing.
    const locked = readFileSync(lock, 'utf8');
    writeFileSync(lock, locked.replace(before, `sha256:${'0'.repeat(64)}`));
    const { stderr } = await build();
    expect([stderr, digest()]).toEqual([
      expect.stringContaining('image-digest-differs'),
      expect.not.stringMatching(/0{64}/),
    ]);
  });
});
