/** What the documentation shows is what the program does: `UPDATE=1` rewrites it, a plain run holds it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../../lib/diagnostics/catalogue.js';
import type { CatalogueRow } from '../../lib/diagnostics/row.js';
import { expectFile } from '../support/golden.js';
import { runCommand } from '../support/run-command.js';
import { root } from '../support/source-files.js';

const marked = /<!-- (file:|run in) ([^\s:]+)(?:: (.+?))? -->\n+```(\w+)\n[^]*?```/g;

/** A block that shows a file, or a command with what it printed, made anew. */
async function shownBlock([
  whole,
  kind,
  place = '',
  words = '',
  language,
]: RegExpMatchArray): Promise<string> {
  const marker = whole.split('\n')[0];
  const content =
    kind === 'file:' ? readFileSync(join(root, place), 'utf8') : `$ ${words}\n${await shownBy(words, place)}`;
  return [marker, '', `\`\`\`${language}`, content.trimEnd(), '```'].join('\n');
}

async function shownBy(words: string, folder: string): Promise<string> {
  const { code, shown } = await runCommand(words.split(' ').slice(1), folder);
  // A bug of ours is not to be documented.
  expect([0, 1]).toContain(code);
  return shown;
}

test.each(['README.md', 'CONTRIBUTING.md', 'docs/pipeline.md'])(
  '%s shows what the program prints',
  async (document) => {
    let text = readFileSync(join(root, document), 'utf8');
    for (const block of text.matchAll(marked)) {
      const shown = await shownBlock(block);
      text = text.replace(block[0], () => shown);
    }
    expectFile(document, text);
  },
);

test.each(['README.md', 'CONTRIBUTING.md'])('%s names files that exist', (document) => {
  const text = readFileSync(join(root, document), 'utf8');
  const named = /\]\((?!https?:|#)([^)#]+)|`((?:lib|bin|test|samples)\/[\w./-]+)`/g;
  const paths = Array.from(text.matchAll(named), (match) => match[1] ?? match[2] ?? '');
  expect(paths.length).toBeGreaterThan(0);
  expect(paths.filter((path) => !isThere(path))).toEqual([]);
});

function isThere(path: string): boolean {
  try {
    readFileSync(join(root, path));
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EISDIR';
  }
}

test('DIAGNOSTICS.md lists the whole catalogue, each code once', async () => {
  const files = readdirSync(join(root, 'lib/diagnostics/catalogue')).toSorted();
  const subjects = await Promise.all(
    files.map(async (file) => {
      const module = (await import(join(root, 'lib/diagnostics/catalogue', file))) as Record<string, Rows>;
      const rows = Object.values(module).flatMap((found) => Object.entries(found));
      return { title: titleOf(file), rows: rows.toSorted(([a], [b]) => (a < b ? -1 : 1)) };
    }),
  );
  const codes = subjects.flatMap(({ rows }) => rows.map(([code]) => code));
  expect(codes.toSorted()).toEqual(Object.keys(catalogue).toSorted());
  const sections = subjects.map(
    ({ title, rows }) => `## ${title}\n\n${rows.map(([code, row]) => describeRow(code, row)).join('\n\n')}\n`,
  );
  expectFile('DIAGNOSTICS.md', `${introduction}\n${sections.join('\n')}`);
});

type Rows = Readonly<Record<string, CatalogueRow<never>>>;

/** What the file's header says, up to its first stop. */
function titleOf(file: string): string {
  const text = readFileSync(join(root, 'lib/diagnostics/catalogue', file), 'utf8');
  return /^\/\*\*[\s*]*([^:.\n]+)/.exec(text)?.[1]?.trim() ?? file;
}

const introduction = `# Diagnostics

Everything that cdk-compose can find in a Compose project, by its permanent code. Generated from lib/diagnostics/catalogue.
An error ends in exit code 1, and nothing is written. Words in ‹angle brackets› stand for what was found.
In a CDK app a warning has the id \`compose:<code>\` and is accepted with \`Validations.of(scope).acknowledge({ id, reason })\`.
`;

function describeRow(code: string, { severity, summary, message, fix }: CatalogueRow<never>): string {
  const said = [sampleOf(message), sampleOf(fix)].filter((text) => text !== undefined);
  const quoted = said.map((text, index) => `> ${index === 0 ? '' : 'fix: '}${text.replaceAll('\n', '\n> ')}`);
  return [
    `### ${code}`,
    '',
    `**${severity}**: ${summary}`,
    ...(quoted.length === 0 ? [] : ['', quoted.join('  \n')]),
  ].join('\n');
}

/** The sentence with the names of its values in their places; undefined where it is made in another way than by insertion. */
function sampleOf(make: ((values: never) => string | undefined) | undefined): string | undefined {
  try {
    return make?.(new Proxy({}, { get: (_, name) => `‹${String(name)}›` }) as never);
  } catch {
    return undefined;
  }
}
