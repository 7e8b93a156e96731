import { parseDotenv, parseRawEnv } from '../../lib/compose/dotenv.js';

const outside = (name: string): string | undefined => (name === 'SHELL_SET' ? 'shell' : undefined);

function variablesOf(text: string): unknown {
  const read = parseDotenv(text, outside);
  return read.ok ? Object.fromEntries(read.value) : read.problem;
}

test.each([
  ['A=1\nB=two words\n  C = spaced = x \n', { A: '1', B: 'two words', C: 'spaced = x' }],
  ['\ufeffA: yaml style\r\n', { A: 'yaml style' }],
  ['export A=1\nexport\tB=2\nexportC=3\nexport=4\n', { A: '1', B: '2', exportC: '3', export: '4' }],
  [
    '# c\n\n  # indented\nA=1 # comment\nB=p#ss\nC=#x\nD= # c\nE=x\t#c\n',
    { A: '1', B: 'p#ss', C: '#x', D: '# c', E: 'x\t#c' },
  ],
  ['A="l1\nl2"\nB=\'m1\nm2\'\n', { A: 'l1\nl2', B: 'm1\nm2' }],
  ['A="a\\nb\\"\\\\\\$X\\0101\\x41"\n', { A: 'a\nb"\\$XA\\x41' }],
  ["A='it\\'s \\n $X'\n", { A: "it's \\n $X" }],
  [
    'X=1\nA=$X\nB="${X}2"\nC=\'$X\'\nD=\\$X\nE=$$X\n',
    { X: '1', A: '1', B: '12', C: '$X', D: '\\1', E: '$X' },
  ],
  ['SHELL_SET=file\nA=${SHELL_SET}\n', { SHELL_SET: 'file', A: 'shell' }],
  ['SHELL_SET\nUNKNOWN\n', { SHELL_SET: 'shell' }],
  ['A="x" B="y"\nC="x" # c\n', { A: 'x', B: 'y', C: 'x' }],
  ['A=1\nA=2\n', { A: '2' }],
  ['A[0]=x\nÉ.b-c=1\n', { 'A[0]': 'x', 'É.b-c': '1' }],
  ['=x\nword', { '': 'word' }],
])('%j', (text, variables) => {
  expect(variablesOf(text)).toEqual(variables);
});

test.each([
  ["A='open\n", 'line 2: unterminated'],
  ['A=1\nKEY WITH=1\n', 'line 2: the variable name'],
  ['A@B=1\n', "line 1: unexpected character '@'"],
  ["A='it'\\''s'\n", "line 1: unexpected character '\\'"],
  ['A=${X:?must}\n', 'required variable X is missing a value: must'],
  ['A="${B:-"x"}"\n', 'line 1: invalid variable'],
])('%j is refused', (text, problem) => {
  expect(variablesOf(text)).toContain(problem);
});

test('keys of earlier files are known, and variables without a value are told', () => {
  const read = parseDotenv('A=$EARLIER$NOPE', outside, new Map([['EARLIER', 'e']]));
  expect(read).toMatchObject({ ok: true, unset: ['NOPE'] });
  expect(read.ok && read.value.get('A')).toBe('e');
});

test('a raw file is taken to the letter', () => {
  const read = parseRawEnv('# c\n  A="x" $X \nSHELL_SET\nUNKNOWN\nB=\n', outside);
  expect(read.ok && Object.fromEntries(read.value)).toEqual({ A: '"x" $X ', SHELL_SET: 'shell', B: '' });
  expect(parseRawEnv('A B=1', outside)).toMatchObject({
    ok: false,
    problem: expect.stringContaining('line 1'),
  });
  expect(parseRawEnv('\n=1', outside)).toMatchObject({
    ok: false,
    problem: expect.stringContaining('line 2'),
  });
});
