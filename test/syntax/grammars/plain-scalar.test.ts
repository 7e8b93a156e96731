import { resolvePlainScalar, resolveTaggedScalar } from '../../../lib/syntax/grammars/plain-scalar.js';

test.each([
  ['', null],
  ['~', null],
  ['Null', null],
  ['nULL', 'nULL'],
  ['TRUE', true],
  ['False', false],
  ['yes', 'yes'],
  ['on', 'on'],
  ['22:22', '22:22'],
  ['10', 10n],
  ['-10', -10n],
  ['+12', 12n],
  ['0777', 511n],
  ['0o17', 15n],
  ['0x1F', 31n],
  ['+0x1F', 31n],
  ['0b11', 3n],
  ['1_000', 1000n],
  ['08', 8],
  ['0o8', '0o8'],
  ['0b12', '0b12'],
  ['9223372036854775807', 9223372036854775807n],
  ['18446744073709551615', 18446744073709551615n],
  ['-9223372036854775809', -(2 ** 63)],
  ['123456789012345678901234', Number('123456789012345678901234')],
  ['1e3', 1000],
  ['1.', 1],
  ['.5', 0.5],
  ['+1.5', 1.5],
  ['1_0.5', 10.5],
  ['1e400', '1e400'],
  ['-0', -0],
  ['.inf', Infinity],
  ['-.INF', -Infinity],
  ['.x', '.x'],
  ['1.2.3', '1.2.3'],
  ['-', '-'],
  ['0x', '0x'],
  ['<<', '<<'],
])('%j is %p', (text, value) => {
  expect(resolvePlainScalar(text)).toBe(value);
});

test('a number too long for any integer is a float, in no time', () => {
  expect(resolvePlainScalar(`1${'0'.repeat(5_000_000)}`)).toEqual(expect.any(String));
  expect(resolvePlainScalar('9'.repeat(300))).toBeCloseTo(1e300, -290);
});

test.each([
  ['2001-12-14', '2001-12-14 00:00:00 +0000 UTC', '2001-12-14T00:00:00Z'],
  ['2001-1-2', '2001-01-02 00:00:00 +0000 UTC', '2001-01-02T00:00:00Z'],
  ['2001-12-14t21:59:43.10-05:00', '2001-12-14 21:59:43.1 -0500 -0500', '2001-12-14T21:59:43.1-05:00'],
  ['2001-12-14 21:59:43', '2001-12-14 21:59:43 +0000 UTC', '2001-12-14T21:59:43Z'],
])('%j is a moment', (text, timestamp, rfc3339) => {
  expect(resolvePlainScalar(text)).toEqual({ timestamp, rfc3339 });
});

test.each(['2001-02-30', '2001-13-01', '2001-12-14T25:00:00Z', '2001-12-14T21:59:43'])(
  '%j is text',
  (text) => {
    expect(resolvePlainScalar(text)).toBe(text);
  },
);

test('a tag makes text of a number, a float of an integer, and refuses what does not fit', () => {
  expect(resolveTaggedScalar('!!str', '5')).toEqual({ ok: true, value: '5' });
  expect(resolveTaggedScalar('!!float', '5')).toEqual({ ok: true, value: 5 });
  expect(resolveTaggedScalar('!!int', 'x')).toMatchObject({ ok: false });
  expect(resolveTaggedScalar('!!binary', 'aGk=')).toEqual({ ok: true, value: 'hi' });
  expect(resolveTaggedScalar('!own', '5')).toEqual({ ok: true, value: '5' });
});
