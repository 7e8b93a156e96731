/** The account of keys over real projects: nothing that a file writes is missing, nothing is told twice. */
import { CST, Parser } from 'yaml';
import { account } from '../../lib/plan/account.js';
import { accountOfKeys, type AccountedKey } from '../../lib/plan/account-of-keys.js';
import { describeWith, sharedMaterial } from '../support/shared-folder.js';
import { applications } from './corpus-case.js';
import { loadCase } from './load-case.js';

/** The offsets of a text's keys, told by tokens alone: what stands before the `:` of an entry. */
function keysOf(text: string): readonly number[] {
  const offsets: number[] = [];
  for (const document of new Parser().parse(text)) {
    if (document.type !== 'document') continue;
    CST.visit(document, ({ key, sep }) => {
      if (sep === undefined) return;
      offsets.push(key?.offset ?? sep[0]?.offset ?? -1);
    });
  }
  return offsets;
}

/** The offsets of the variables of a file that has one on each line. */
function statementsOf(text: string): readonly number[] {
  return [...text.matchAll(/^[\t ]*(?=[\w.])/gm)].map((match) => match.index + match[0].length);
}

const saying = ({ path, level, because }: Partial<AccountedKey>) => JSON.stringify([path, level, because]);

describeWith(sharedMaterial('corpus'), 'no corpus of projects', 'the account of real projects', (corpus) => {
  const cases = applications(corpus);

  test('holds every key of every file exactly once', () => {
    const wrong = cases.flatMap((each) => {
      const { value } = loadCase(corpus, each);
      if (value === undefined) return [];
      const found = account(value).map(({ at }) => `${at.source}:${at.start}`);
      const statements = value.environmentFiles.flatMap(({ source, text }) =>
        statementsOf(text).map((offset) => `${source}:${offset}`),
      );
      const written = [
        ...[...value.sources].flatMap(([source, text]) =>
          keysOf(text).map((offset) => `${source}:${offset}`),
        ),
        // Several services may name one file.
        ...new Set(statements),
      ];
      const same = found.toSorted().join() === written.toSorted().join();
      return same ? [] : [each.id];
    });
    expect(wrong).toEqual([]);
  });

  test('tells every verdict on the project, and a reason for every key', () => {
    const silent = cases.flatMap((each) => {
      const { value } = loadCase(corpus, each);
      if (value === undefined) return [];
      const entries = account(value);
      const told = new Set(
        entries.flatMap(({ verdict, parts, counts }) => [
          ...counts.map((path) => saying({ ...verdict, path })),
          ...parts.map(saying),
        ]),
      );
      const untold = accountOfKeys(value).filter((row) => !told.has(saying(row)));
      const mute = entries.filter(
        ({ fate, verdict, by, because }) =>
          (fate === 'effective' && !verdict?.because) ||
          (fate === 'inactive' && !because) ||
          (fate === 'overridden' && by === undefined),
      );
      return [...untold, ...mute].map(({ path }) => `${each.id} ${path.join('.')}`);
    });
    expect(silent).toEqual([]);
  });
});
