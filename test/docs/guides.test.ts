/** The guides: files that they show are the files, programs compile, commands run, links lead somewhere. `UPDATE=1` rewrites shown files. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectFile } from '../support/golden.js';
import { runCommand } from '../support/run-command.js';
import { root } from '../support/source-files.js';

const guides = [
  'laptop',
  'platform-team',
  'from-compose-cli',
  'from-copilot',
  'costs',
  'rollback',
  'large-projects',
  'logs',
  'volumes',
].map((name) => `docs/${name}.md`);
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

test.each(guides)('%s shows files as they are', (guide) => {
  const shown = /<!-- file: (\S+) -->\n+```(\w+)\n[^]*?```/g;
  expectFile(
    guide,
    read(guide).replace(shown, (_, path: string, language: string) =>
      [`<!-- file: ${path} -->`, '', `\`\`\`${language}`, read(path).trimEnd(), '```'].join('\n'),
    ),
  );
});

test.each(guides)('%s links to what is there', (guide) => {
  const links = Array.from(read(guide).matchAll(/\]\((?!https?:|#)([^)#]+)/g), ([, link = '']) => link);
  expect(links.filter((link) => !existsSync(join(root, 'docs', link)))).toEqual([]);
});

const runs = guides.flatMap((guide) =>
  Array.from(
    read(guide).matchAll(/<!-- run: (\S+) -->\n+```sh\n([^]*?)```/g),
    ([, folder = '', text = '']) => [guide, folder, text] as const,
  ),
);

test.each(runs)('%s: the commands in %s succeed', async (_, folder, text) => {
  const work = mkdtempSync(join(tmpdir(), 'cdk-compose-guide-'));
  cpSync(join(root, folder), work, { recursive: true });
  const commands = text
    .split('\n')
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter((line) => line !== '');
  expect(commands.length).toBeGreaterThan(0);
  for (const command of commands) {
    expect(command).toMatch(/^npx cdk-compose /);
    const { code, stderr } = await runCommand(command.split(' ').slice(2), work);
    expect({ command, code, stderr: code === 0 ? '' : stderr }).toEqual({ command, code: 0, stderr: '' });
  }
  rmSync(work, { recursive: true, force: true });
});

test('programs in all documents compile', () => {
  const documents = [...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`), 'README.md'];
  const programs = documents
    .flatMap((path) => Array.from(read(path).matchAll(/```ts\n(import [^]*?)```/g), ([, text = '']) => text))
    // Programs that are made of several files stand in samples/, where they are compiled.
    .filter((text) => !/from '\.\.?\//.test(text));
  expect(programs.length).toBeGreaterThan(0);
  const work = mkdtempSync(join(root, 'test/docs/.programs-'));
  try {
    programs.forEach((text, index) => writeFileSync(join(work, `program-${index}.ts`), text));
    writeFileSync(
      join(work, 'tsconfig.json'),
      JSON.stringify({
        extends: '../../../tsconfig.json',
        compilerOptions: { paths: { 'cdk-compose': [join(root, 'lib/index.ts')] }, types: ['node'] },
        include: ['*.ts'],
        exclude: [],
      }),
    );
    const { stdout } = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', work], { encoding: 'utf8' });
    expect(stdout.split('\n').filter((line) => line.includes('program-'))).toEqual([]);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}, 60_000);
