import * as fc from 'fast-check';
import { parseBytes } from '../../../lib/syntax/grammars/bytes.js';
import { byCodePoint } from '../../../lib/syntax/grammars/code-point-order.js';
import { parseDevice } from '../../../lib/syntax/grammars/device.js';
import { parseDuration } from '../../../lib/syntax/grammars/duration.js';
import { parseExtraHost } from '../../../lib/syntax/grammars/extra-hosts.js';
import { goText, shortestFloat32 } from '../../../lib/syntax/grammars/go-format.js';
import { parsePrefixedInteger } from '../../../lib/syntax/grammars/go-number.js';
import { resolvePlainScalar, resolveTaggedScalar } from '../../../lib/syntax/grammars/plain-scalar.js';
import { parsePort } from '../../../lib/syntax/grammars/port.js';
import { splitShellWords } from '../../../lib/syntax/grammars/shell-words.js';
import { parseVolume } from '../../../lib/syntax/grammars/volume.js';

// Texts of the characters that the grammars are made of reach much deeper than random ones.
const word = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(...'0123456789abkmgxo.:-+_eE/[]{}$\\\'"`()|>& ,=~CTZhsdwu\u00b5'.split('')),
  }),
);

test('no grammar throws, whatever the text', () => {
  fc.assert(
    fc.property(word, (text) => {
      for (const parse of [
        parseBytes,
        parseDevice,
        parseDuration,
        parseExtraHost,
        parsePort,
        splitShellWords,
        parseVolume,
      ]) {
        expect(parse(text)).toHaveProperty('ok');
      }
      expect(resolveTaggedScalar('!!int', text)).toHaveProperty('ok');
      resolvePlainScalar(text);
    }),
    { numRuns: 3000 },
  );
});

test('a canonical duration is its own canonical form', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n }), (nanoseconds) => {
      const canonical = parseDuration(`${nanoseconds}ns`);
      expect(canonical.ok && parseDuration(canonical.value)).toEqual(canonical);
    }),
  );
});

test('an integer is the same in every base', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }), (value) => {
      const spelled = [
        `${value}`,
        `0x${value.toString(16)}`,
        `0b${value.toString(2)}`,
        `0o${value.toString(8)}`,
      ];
      expect(spelled.map((text) => parsePrefixedInteger(text))).toEqual(spelled.map(() => value));
    }),
  );
});

test('words that are quoted come back whole', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.string().map((text) => text.replaceAll("'", '')),
        { minLength: 1 },
      ),
      (words) => {
        const command = words.map((each) => `'${each}'`).join(' ');
        expect(splitShellWords(command)).toEqual({ ok: true, value: words });
      },
    ),
  );
});

test('the shortest text of a float reads back as the same float', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(Number(goText(value))).toBe(value);
      expect(Math.fround(shortestFloat32(value))).toBe(Math.fround(value));
    }),
  );
});

test('the order of code points is that of their UTF-8 bytes', () => {
  const text = fc.string({ unit: 'grapheme' });
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(byCodePoint(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
  );
});
