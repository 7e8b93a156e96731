import { parseBoolean } from '../../../lib/syntax/grammars/boolean.js';
import { byCodePoint } from '../../../lib/syntax/grammars/code-point-order.js';
import { parseDevice } from '../../../lib/syntax/grammars/device.js';
import { extraHost, parseExtraHost } from '../../../lib/syntax/grammars/extra-hosts.js';
import { parseGoFloat, parseGoInteger } from '../../../lib/syntax/grammars/go-number.js';
import { parseFileMode } from '../../../lib/syntax/grammars/mode.js';
import {
  absolutePath,
  cleanPath,
  isWindowsAbsolutePath,
  joinPath,
} from '../../../lib/syntax/grammars/path.js';

test('a device is its own target, readable, writable and to be made, unless said otherwise', () => {
  expect(parseDevice('/dev/a')).toEqual({
    ok: true,
    value: { source: '/dev/a', target: '/dev/a', permissions: 'rwm' },
  });
  expect(parseDevice('/dev/a::r')).toMatchObject({ value: { target: '/dev/a', permissions: 'r' } });
  expect(parseDevice('a:b:c:d')).toMatchObject({ ok: false });
});

test('extra hosts come with = or :, several addresses and brackets', () => {
  expect(parseExtraHost('h=1.2.3.4,[::1]')).toEqual({
    ok: true,
    value: { host: 'h', addresses: ['1.2.3.4', '::1'] },
  });
  expect(parseExtraHost('h:::1')).toEqual({ ok: true, value: { host: 'h', addresses: ['::1'] } });
  expect(extraHost('h', ['1,2'])).toEqual({ ok: true, value: { host: 'h', addresses: ['1,2'] } });
  expect(parseExtraHost('h')).toMatchObject({ ok: false });
  expect(parseExtraHost('=1.2.3.4')).toMatchObject({ ok: false });
});

test('a mode in text is octal, a number is taken as it is', () => {
  expect(parseFileMode('0440')).toEqual({ ok: true, value: '0440' });
  expect(parseFileMode(440n)).toEqual({ ok: true, value: '0670' });
  expect(parseFileMode('8')).toMatchObject({ ok: false });
  expect(parseFileMode(1.5)).toMatchObject({ ok: false });
});

test('booleans of YAML 1.1 are taken and marked', () => {
  expect(parseBoolean('TRUE')).toEqual({ ok: true, value: true });
  expect(parseBoolean('Off')).toEqual({ ok: true, value: false, deprecated: true });
  expect(parseBoolean('1')).toMatchObject({ ok: false });
});

test('integers are decimal, floats as Go reads them', () => {
  expect(parseGoInteger('+007')).toEqual({ ok: true, value: 7n });
  expect(
    ['0x1', ' 1', '1_0', '', '9223372036854775808'].map((text) => parseGoInteger(text).ok),
  ).not.toContain(true);
  expect(parseGoFloat('0x1p-2')).toEqual({ ok: true, value: 0.25 });
  expect(parseGoFloat('1_000.5')).toEqual({ ok: true, value: 1000.5 });
  expect(['1e400', 'x', '', '.', '1_', '0x1'].map((text) => parseGoFloat(text).ok)).not.toContain(true);
});

test('paths are cleaned, joined and made absolute by their text alone', () => {
  expect(['/a/../b/', './', '', 'a//b/.', '/..'].map(cleanPath)).toEqual(['/b', '.', '.', 'a/b', '/']);
  expect(joinPath('', 'a', '../b')).toBe('b');
  expect(absolutePath('../x', '/a/b')).toBe('/a/x');
  expect(['C:\\x', 'c:/x', '\\\\server\\x', 'c:x', '/x'].map(isWindowsAbsolutePath)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});

test('texts are ordered by code point, not by UTF-16 unit', () => {
  expect(['\u{1f600}', '\ufffd', 'b', 'B', 'ab', 'a'].toSorted(byCodePoint)).toEqual([
    'B',
    'a',
    'ab',
    'b',
    '\ufffd',
    '\u{1f600}',
  ]);
});
