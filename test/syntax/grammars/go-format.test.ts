import { goText, shortestFloat32 } from '../../../lib/syntax/grammars/go-format.js';

test.each([
  [31n, '31'],
  [true, 'true'],
  [1.5, '1.5'],
  [1, '1'],
  [1000, '1000'],
  [100000, '100000'],
  [123456.7, '123456.7'],
  [1000000, '1e+06'],
  [12345678.9, '1.23456789e+07'],
  [0.0001, '0.0001'],
  [0.00001, '1e-05'],
  [-0, '-0'],
  [1.2345678901234569e23, '1.2345678901234569e+23'],
  [Infinity, '+Inf'],
  [NaN, 'NaN'],
  [null, '<nil>'],
  [
    { timestamp: '2001-12-14 00:00:00 +0000 UTC', rfc3339: '2001-12-14T00:00:00Z' },
    '2001-12-14 00:00:00 +0000 UTC',
  ],
])('%p is written %s', (value, text) => {
  expect(goText(value)).toBe(text);
});

test('lists and maps are written as Go writes them, maps by the order of their keys', () => {
  expect(
    goText([
      1n,
      'b',
      new Map([
        ['z', null],
        ['a', [true]],
      ]),
    ]),
  ).toBe('[1 b map[a:[true] z:<nil>]]');
});

test.each([
  [0.333, 0.333],
  [Math.fround(0.333), 0.333],
  [0.1, 0.1],
  [1.5, 1.5],
  [16777217, 16777216],
])('the 32-bit float nearest to %p is written %p', (value, shortest) => {
  expect(shortestFloat32(value)).toBe(shortest);
});
