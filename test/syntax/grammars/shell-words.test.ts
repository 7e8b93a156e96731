import { splitShellWords } from '../../../lib/syntax/grammars/shell-words.js';

test.each([
  ['echo "a b"', ['echo', 'a b']],
  ['echo a\\ b', ['echo', 'a b']],
  ['echo a\\nb', ['echo', 'a\nb']],
  ["echo 'it'\\''s'", ['echo', "it's"]],
  ['echo "" x', ['echo', '', 'x']],
  ['echo a"b"c', ['echo', 'abc']],
  ['a | b', ['a']],
  ['a && b', ['a']],
  ['a 2>&1', ['a']],
  ['2>&1 x', []],
  ['sh -c "a && b"', ['sh', '-c', 'a && b']],
  ['echo "$(date)"', ['echo', '$(date)']],
  ['echo $(date -u) x', ['echo', '$(date -u)', 'x']],
  ['echo `a b`', ['echo', '`a b`']],
  ['  lead  trail  ', ['lead', 'trail']],
  ['', []],
])('%j is split', (text, words) => {
  expect(splitShellWords(text)).toEqual({ ok: true, value: words });
});

test.each([
  'echo (x)',
  'echo )',
  'echo "open',
  "echo 'open",
  'echo \\',
  'echo `open',
  'echo $(open',
  'echo $((1))',
])('%j is refused', (text) => {
  expect(splitShellWords(text)).toMatchObject({ ok: false });
});
