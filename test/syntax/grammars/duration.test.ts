import { durationSeconds, parseDuration } from '../../../lib/syntax/grammars/duration.js';

test.each([
  ['10s', '10s'],
  ['90s', '1m30s'],
  ['1h', '1h0m0s'],
  ['1.5h', '1h30m0s'],
  ['1d', '24h0m0s'],
  ['1w', '168h0m0s'],
  ['1h1h', '2h0m0s'],
  ['100ms', '100ms'],
  ['1500us', '1.5ms'],
  ['10\u00b5s', '10\u00b5s'],
  ['10\u03bcs', '10\u00b5s'],
  ['5ns', '5ns'],
  ['1.s', '1s'],
  ['.5s', '500ms'],
  ['1m0.5s', '1m0.5s'],
  ['-5s', '-5s'],
  ['+5s', '5s'],
  ['0', '0s'],
  ['9223372036s', '2562047h47m16s'],
])('%s is %s', (text, value) => {
  expect(parseDuration(text)).toEqual({ ok: true, value });
});

test.each(['', '-', '10', '1 s', '1h 2m', '1e3s', '1M', 'abc', '.s', '9223372037s', '1'.repeat(1000) + 's'])(
  '%j is refused',
  (text) => {
    expect(parseDuration(text)).toMatchObject({ ok: false, problem: expect.any(String) });
  },
);

test('the canonical text gives back its seconds', () => {
  expect(durationSeconds('1m30s')).toBe(90);
  expect(durationSeconds('1.5ms')).toBe(0.0015);
});
