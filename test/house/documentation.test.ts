/** What the documentation shows is what the program does: `UPDATE=1` rewrites it, a plain run holds it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { images } from '../../lib/diagnostics/catalogue/images.js';
import { loading } from '../../lib/diagnostics/catalogue/loading.js';
import { mapping } from '../../lib/diagnostics/catalogue/mapping.js';
import { usage } from '../../lib/diagnostics/catalogue/usage.js';
import type { CatalogueRow } from '../../lib/diagnostics/row.js';
import { expectFile } from '../support/golden.js';
import { runCommand } from '../support/run-command.js';
import { root } from '../support/source-files.js';

const marked = /<!-- (file|run in) ([^\s:]+)(?:: (.+?))? -->\n```(\w+)\n[^]*?```/g;

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
    kind === 'file'
      ? readFileSync(join(root, place), 'utf8')
      : `$ ${words}\n${(await runCommand(words.split(' ').slice(1), place)).shown}`;
  return [marker, `\`\`\`${language}`, content.trimEnd(), '```'].join('\n');
}

test.each(['README.md', 'CONTRIBUTING.md'])('%s shows what the program prints', async (document) => {
  let text = readFileSync(join(root, document), 'utf8');
  for (const block of [...text.matchAll(marked)]) {
    const shown = await shownBlock(block);
    text = text.replace(block[0], () => shown);
  }
  expectFile(document, text);
});

test.each(['README.md', 'CONTRIBUTING.md'])('%s names files that exist', (document) => {
  const text = readFileSync(join(root, document), 'utf8');
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((link) => link[1] ?? '');
  expect(links.filter((link) => !isThere(link))).toEqual([]);
});

function isThere(path: string): boolean {
  try {
    readFileSync(join(root, path));
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EISDIR';
  }
}

const titles = {
  'The command line and the machine': usage,
  'Loading the Compose project': loading,
  'From Compose to Amazon ECS': mapping,
  'Images, the image lock and the bindings': images,
};

test('DIAGNOSTICS.md lists the whole catalogue', () => {
  const sections = Object.entries(titles).map(([title, rows]) => {
    const entries = Object.entries(rows as Record<string, CatalogueRow<never>>);
    const described = entries
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, row]) => describeRow(code, row));
    return `## ${title}\n\n${described.join('\n\n')}\n`;
  });
  expectFile('DIAGNOSTICS.md', `${introduction}\n${sections.join('\n')}`);
});

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
