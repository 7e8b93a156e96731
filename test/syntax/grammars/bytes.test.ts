import { parseBytes } from '../../../lib/syntax/grammars/bytes.js';

test.each([
  ['64m', 67108864n],
  ['64MB', 67108864n],
  ['64MiB', 67108864n],
  ['1.5g', 1610612736n],
  ['.5g', 536870912n],
  ['1 gb', 1073741824n],
  ['1024B', 1024n],
  ['10kib', 10240n],
  ['1t', 1099511627776n],
  ['1.9', 1n],
  ['-1', -1n],
  ['9223372036854775807', 9223372036854775807n],
])('%s is %s bytes', (text, value) => {
  expect(parseBytes(text)).toEqual({ ok: true, value });
});

test.each(['', 'abc', '1e', '1gig', '1kk', '1,5g', '-1.5g', '1 kb ', '9999999p'])('%j is refused', (text) => {
  expect(parseBytes(text)).toMatchObject({ ok: false, problem: expect.stringContaining(text) });
});
