/** SUPPORT.md says what becomes of every key: it is written by the keys themselves. `UPDATE=1` rewrites it. */
import { extensionKeys } from '../../lib/keys/extension/keys.js';
import type { Verdict } from '../../lib/keys/key.js';
import { keyLists, type JudgedKey } from '../../lib/keys/key-lists.js';
import { expectFile } from '../support/golden.js';

const titles: Readonly<Record<string, string>> = {
  '': 'The top level',
  'services.*.': 'Services',
  'services.*.build.': 'Builds',
  'services.*.deploy.': 'Deploy',
  'networks.*.': 'Networks',
  'volumes.*.': 'Volumes',
  'secrets.*.': 'Secrets',
  'configs.*.': 'Configs',
  'models.*.': 'Models',
};

const sections = keyLists.map(({ pattern, keys }) => {
  const prefix = pattern.map((step) => `${step}.`).join('');
  return { title: titles[prefix] ?? prefix, prefix, keys };
});

const introduction = `# What becomes of every key

Generated from lib/keys. **full**: done. **partial**: done but for what the row says. **ignored**: it means something on a
laptop only. **rejected**: Amazon ECS on Fargate cannot do it; the project is refused, with the line. \`cdk-compose check\`
says the same of the keys of one project, with their lines.
`;

function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`).replaceAll('\n', ' ');
}

function row(name: string, { level, because, instead }: Verdict): string {
  const said = instead === undefined ? because : `${because}; instead: ${instead}`;
  return `| \`${name}\` | ${level} | ${cell(said)} |`;
}

function rows(prefix: string, { key, support }: JudgedKey): readonly string[] {
  const parts = Object.entries(support.parts ?? {}).map(([part, verdict]) =>
    row(`${prefix}${key}.${part}${verdict.when === undefined ? '' : ' (some values)'}`, verdict),
  );
  return [row(`${prefix}${key}`, support), ...parts];
}

test('SUPPORT.md lists every key with its verdict', () => {
  const tables = sections.map(({ title, prefix, keys }) =>
    [
      `## ${title}\n`,
      '| key | becomes | how, or why not |',
      '| --- | --- | --- |',
      ...keys.toSorted((a, b) => (a.key < b.key ? -1 : 1)).flatMap((key) => rows(prefix, key)),
    ].join('\n'),
  );
  const extensions = extensionKeys.map(
    ({ key, places, describes }) =>
      `| \`${key}\` | ${places.map((place) => (place === '' ? 'the top level' : `\`${place}\``)).join(', ')} | ${cell(describes)} |`,
  );
  const ours = [
    '## Extension keys\n',
    '| key | place | what it does |',
    '| --- | --- | --- |',
    ...extensions,
  ].join('\n');
  expectFile('SUPPORT.md', `${introduction}\n${[...tables, ours].join('\n\n')}\n`);
});

test('every verdict but full says why', () => {
  const silent = sections.flatMap(({ prefix, keys }) =>
    keys.filter(({ support }) => support.because.trim() === '').map(({ key }) => `${prefix}${key}`),
  );
  expect(silent).toEqual([]);
});
