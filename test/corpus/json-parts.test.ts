import { isPartOf, withoutParts } from './json-parts.js';

test('a document is part of one that has more', () => {
  expect(isPartOf({ a: [1, { b: 2 }] }, { a: [{ b: 2, c: 3 }, 1], d: 4 })).toBe(true);
});

test.each([
  [{ a: 1 }, { a: 2 }],
  [{ a: 1 }, {}],
  [[1, 1], [1]],
  [{ a: {} }, { a: 1 }],
])('%j is no part of %j', (document, other) => {
  expect(isPartOf(document, other)).toBe(false);
});

test('what is taken out is not asked for', () => {
  const document = { a: { 'b/c': 1, d: [1, 2] } };
  expect(isPartOf(withoutParts(document, ['/a/b~1c', '/a/d/0']), { a: { d: [2] } })).toBe(true);
  expect(isPartOf(withoutParts(document, ['/a/b~1c']), { a: { d: [2] } })).toBe(false);
});
