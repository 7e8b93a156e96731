import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import {
  isIgnored,
  mayTakeBackBelow,
  parseIgnoreFile,
  type IgnoreMatches,
} from '../../../lib/images/ignore-file.js';
import { runCommand } from '../../../lib/images/process.js';
import { folder, write } from '../folder.js';
import { describeWithEngine } from './engine.js';

const files = [
  'a',
  'A',
  'b.txt',
  'README.md',
  'readme.md',
  'log/x',
  'log/deep/y',
  'src/a',
  'src/b.test.ts',
  'src/sub/a',
  'src/sub/c.ts',
  'node_modules/p/i.js',
  'app/(auth)/page',
  'a+b',
  'a.b',
  'axb',
  'x y',
  '#c',
  '!n',
  'é',
  'a{b}',
  'dollar$',
  '[id]/p',
  'c^d',
  'a|b',
  'deep/a/b/c/d',
  'deep/a/x',
  'z-1',
  'z-2',
  'z_3',
  'empty.d/keep',
];

const cases: readonly string[] = [
  '',
  'a',
  'A',
  '*',
  '**',
  '*.txt',
  '**/*.ts',
  '**/a',
  'src',
  'src/',
  '/src',
  './src',
  'src/*',
  'src/**',
  'src/*/a',
  '!a',
  '*\n!src',
  '*\n!src/sub',
  '*\n!src/sub/**',
  '**\n!**/*.ts',
  'log\n!log/deep',
  'log\n!log/deep/y\nlog/deep',
  'readme.md',
  'README*',
  '?',
  '?.b',
  'a?b',
  '[ab]',
  '[^a]',
  '[a-c]*',
  'z[-_]*',
  'z[\\-_]3',
  'z-[0-1]',
  '# comment\na',
  ' a ',
  'a\r\nA',
  '\uFEFFa',
  '\\#c',
  '\\!n',
  '!n',
  'app/(auth)',
  'app/(*',
  '(',
  'a+b',
  'a+*',
  'a.b',
  'a.?',
  'x y',
  'é',
  '?',
  'a{b}',
  'a{b,c}',
  'dollar$',
  'd*$',
  '\\[id\\]',
  '[[]id]/p',
  'c^d',
  'c^*',
  'a|b',
  'a|*',
  'deep/**/d',
  'deep/**/c/**',
  '**/b/**',
  'deep/*/x',
  'deep/a/..',
  '..',
  '../a',
  '.',
  '/',
  '**/deep',
  'src**',
  '**b',
  'deep/**/**/d',
  '**/**',
  'a\n!a\na',
  '*\n!*.md',
  '*/\n!src/',
  '!',
  '! a',
  '!\na',
  '[',
  'a[',
  '[]',
  '[]a]',
  '[^]',
  '[^]a]',
  '[^^]',
  '[a-',
  '[z-a]',
  'a\\',
  '\\',
  '[!a]',
  '**/node_modules\n**/*.test.ts',
  '*\n!log/**\nlog/deep',
  'src/**/sub',
  '**/sub/*',
  '***',
  '*/**',
  'a*b*',
  '[a\\]b]',
  'x\\ y',
];

/** What our rules let through, or undefined where they are broken. */
function ours(text: string): readonly string[] | undefined {
  const parsed = parseIgnoreFile(text);
  if (!parsed.ok) return undefined;
  const { rules } = parsed;
  const sent: string[] = [];
  const visit = (
    path: string,
    rest: readonly string[],
    above: IgnoreMatches | undefined,
    whole: string,
  ): void => {
    const [name = '', ...below] = rest;
    const here = path === '' ? name : `${path}/${name}`;
    const { ignored, matches } = isIgnored(rules, here, above);
    if (below.length === 0) {
      if (!ignored) sent.push(whole);
    } else if (!ignored || mayTakeBackBelow(rules, here)) visit(here, below, matches, whole);
  };
  for (const file of files) visit('', file.split('/'), undefined, file);
  return sent.toSorted();
}

describeWithEngine('ignore files', () => {
  test('let through exactly what BuildKit does', async () => {
    const root = folder(Object.fromEntries([...files, 'Dockerfile.x'].map((file) => [file, 'x'])));
    const out = mkdtempSync(join(tmpdir(), 'sent-'));
    const target = Object.fromEntries(
      cases.map((text, index) => {
        write(root, `ignore/${index}`, `FROM scratch\nCOPY . /\n`);
        write(root, `ignore/${index}.dockerignore`, `${text}\nignore\nDockerfile.x\n`);
        return [
          `t${index}`,
          { context: root, dockerfile: `ignore/${index}`, output: [`type=local,dest=${out}/${index}`] },
        ];
      }),
    );
    const wrong: unknown[] = [];
    const run = async (names: readonly string[]): Promise<boolean> => {
      const bake = {
        group: { default: { targets: names } },
        target: Object.fromEntries(names.map((name) => [name, target[name]])),
      };
      const finished = await runCommand({
        argv: ['docker', 'buildx', 'bake', '-f', '-', '--progress', 'quiet', '--allow', 'fs=*'],
        environment: { ...process.env, BUILDX_NO_DEFAULT_ATTESTATIONS: '1' },
        input: JSON.stringify(bake),
      });
      return finished.kind === 'exited' && finished.code === 0;
    };
    const broken = cases
      .map((text, index) => ({ text, index }))
      .filter(({ text }) => ours(`${text}\nignore\nDockerfile.x\n`) === undefined);
    const fine = cases.map((_, index) => index).filter((index) => !broken.some((one) => one.index === index));
    expect(await run(fine.map((index) => `t${index}`))).toBe(true);
    for (const index of fine) {
      const text = cases[index] ?? '';
      const theirs = readdirSync(join(out, String(index)), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(join(out, String(index)).length + 1))
        .toSorted();
      const mine = ours(`${text}\nignore\nDockerfile.x\n`);
      if (JSON.stringify(theirs) !== JSON.stringify(mine))
        wrong.push({
          text,
          missing: theirs.filter((f) => !mine?.includes(f)),
          extra: mine?.filter((f) => !theirs.includes(f)),
        });
    }
    for (const { text, index } of broken) if (await run([`t${index}`])) wrong.push({ text, accepted: true });
    rmSync(out, { recursive: true });
    expect(wrong).toEqual([]);
  }, 60_000);
});
