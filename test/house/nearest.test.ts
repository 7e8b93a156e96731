import { nearest } from '../../lib/diagnostics/nearest.js';

test.each([
  ['prots', 'ports'],
  ['conifg', 'config'],
  ['VOLUMES', 'volumes'],
  ['volume', 'volumes'],
])("'%s' most likely means '%s'", (word, meant) => {
  expect(nearest(word, ['config', 'volumes', 'ports', 'plan'])).toBe(meant);
});

test('a word that is near nothing suggests nothing', () => {
  expect(nearest('kubernetes', ['config', 'volumes'])).toBeUndefined();
  expect(nearest('x', [])).toBeUndefined();
});
