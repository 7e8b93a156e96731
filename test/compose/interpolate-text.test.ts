import { interpolateText } from '../../lib/compose/interpolate-text.js';

const values: Readonly<Record<string, string>> = { A: 'a', B: 'b', EMPTY: '' };
const lookUp = (name: string): string | undefined => values[name];

test.each([
  ['$A-${B}', 'a-b'],
  ['$$A $${A} $$$A', '$A ${A} $a'],
  ['$1 $ $( $- $.', '$1 $ $( $- $.'],
  ['${U:-d} ${U-d} ${EMPTY:-d} ${EMPTY-d}', 'd d d '],
  ['${A:+x} ${EMPTY:+x} ${EMPTY+x} ${U:+x}.', 'x  x .'],
  ['${U:-${V:-${B}}}', 'b'],
  ['${A-B-C} ${U-B-C}', 'a B-C'],
  ['${U:-a?b} ${U-a:?b}', 'a?b a:?b'],
  ['${A}}', 'a}'],
  ['${A:-x}b${B}', 'abb'],
  ['${U:-{a}} x', '{a} x'],
  ['${U:-{"k":"v"}}b', '{"k":"v"}b'],
  ['${U:-{}}', '{}'],
  ['x\n${A}\ny', 'x\na\ny'],
])('%j becomes %j', (text, value) => {
  expect(interpolateText(text, lookUp)).toMatchObject({ ok: true, value });
});

test.each([
  '${',
  '${}',
  '${ A}',
  '${A }',
  '${1A}',
  '${A.B}',
  '${A:0:1}',
  '${A',
  '${A:-x\ny}',
  '${U:-{}} ${B}',
  '${U:-{}}${B}',
])('%j has no valid form', (text) => {
  expect(interpolateText(text, lookUp)).toMatchObject({ ok: false, kind: 'format' });
});

test('a required variable gives its message, filled in', () => {
  expect(interpolateText('${U:?need $B}', lookUp)).toMatchObject({
    ok: false,
    kind: 'required',
    variable: 'U',
    problem: 'need b',
  });
  expect(interpolateText('${EMPTY?x}', lookUp)).toMatchObject({ ok: true, value: '' });
});

test('the value of a variable is not looked into', () => {
  expect(interpolateText('${X}', () => '${A}$B')).toMatchObject({ ok: true, value: '${A}$B' });
});

test('variables are told once each, those without a value and a default apart', () => {
  expect(interpolateText('$U ${V} ${W:-$A} ${X:+y} $U', lookUp)).toMatchObject({
    variables: ['U', 'V', 'W', 'A', 'X'],
    unset: ['U', 'V'],
  });
});

test('deep nesting and growing values are refused, not run', () => {
  const nested = '${U:-'.repeat(50_000) + '}'.repeat(50_000);
  expect(interpolateText(nested, lookUp)).toMatchObject({ ok: false });
  expect(interpolateText('$X'.repeat(10), () => 'x'.repeat(10_000_000))).toMatchObject({ ok: false });
});
