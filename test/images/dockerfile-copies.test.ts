import { dockerfileCopies } from '../../lib/images/dockerfile-copies.js';

const copies = (text: string, target?: string): readonly string[] =>
  dockerfileCopies(text, target).map(
    ({ source, destination, isInto }) => `${source} → ${destination}${isInto ? ' (into)' : ''}`,
  );

test.each<[string, string, readonly string[]]>([
  ['a folder', 'COPY src /code/src', ['src → /code/src']],
  ['the context', 'COPY . /code', [' → /code']],
  ['a relative destination', 'WORKDIR /code\nCOPY src ./src', ['src → /code/src']],
  ['a work folder below another', 'WORKDIR /code\nWORKDIR app\nCOPY . .', [' → /code/app (into)']],
  [
    'several files',
    'WORKDIR /code\nCOPY a.json b.json ./',
    ['a.json → /code (into)', 'b.json → /code (into)'],
  ],
  ['flags', 'COPY --chown=node:node --link a /a', ['a → /a']],
  ['the form of JSON, with blanks', 'COPY ["a b", "/c d"]', ['a b → /c d']],
  ['variables', 'ARG HOME=/srv\nCOPY a $HOME/a', ['a → /srv/a']],
  ['lines that go on', 'COPY a \\\n  /b', ['a → /b']],
  ['ADD of a file', 'ADD a /b', ['a → /b']],
  ['nothing of another stage', 'COPY --from=build /a /b', []],
  ['nothing of patterns', 'COPY *.json /b/', []],
  ['nothing of archives and addresses', 'ADD a.tar.gz /b\nADD https://example.com/a /b', []],
  ['nothing of texts', 'COPY <<EOF /a\nhello\nEOF', []],
  ['nothing relative to a folder that the base sets', 'COPY . .', []],
])('%s', (_, text, expected) => expect(copies(`FROM node\n${text}\n`)).toEqual(expected));

const stages = [
  'FROM node AS base',
  'WORKDIR /code',
  'COPY a ./a',
  'FROM base AS dev',
  'COPY b b',
  'FROM scratch AS other',
  'COPY c /c',
  'FROM base',
  'COPY d d',
].join('\n');

test.each<[string | undefined, readonly string[]]>([
  [undefined, ['a → /code/a', 'd → /code/d']],
  ['dev', ['a → /code/a', 'b → /code/b']],
  ['Other', ['c → /c']],
  ['2', ['c → /c']],
  ['none', []],
])('the stage %s with those below it', (target, expected) =>
  expect(copies(stages, target)).toEqual(expected),
);

test('a Dockerfile that is none copies nothing', () => expect(copies('\0 COPY')).toEqual([]));
