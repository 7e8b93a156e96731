import { differentParts } from '../../bin/template-difference.js';

test('the smallest parts that differ, and those that are not there', () => {
  expect(differentParts({ a: { b: 1, c: 2 }, d: 3 }, { a: { b: 1, c: 9 } })).toEqual(['/a/c', '/d']);
});

test('what only the other has is no part of the document', () => {
  expect(differentParts({ a: 1 }, { a: 1, b: 2 })).toEqual([]);
});

test('named items are the same wherever they stand', () => {
  const list = [
    { Name: 'a', Value: 1 },
    { Name: 'b', Value: 2 },
  ];
  expect(differentParts(list, [{ Name: 'b', Value: 3 }])).toEqual(['/0', '/1/Value']);
});

test('of lists of different lengths, the items that the other lacks', () => {
  expect(differentParts(['a', 'b', 'c'], ['a', 'c'])).toEqual(['/1']);
  expect(differentParts(['a', 'a'], ['a'])).toEqual(['/1']);
});

test('names are escaped as RFC 6901 says', () => {
  expect(differentParts({ 'a/b': { '~': 1 } }, { 'a/b': {} })).toEqual(['/a~1b/~0']);
});

test('a whole document that is another thing', () => {
  expect(differentParts({ a: 1 }, [1])).toEqual(['']);
});
