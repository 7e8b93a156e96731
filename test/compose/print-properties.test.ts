import * as fc from 'fast-check';
import { parse } from 'yaml';
import { parseDotenv } from '../../lib/compose/dotenv.js';
import { interpolateText } from '../../lib/compose/interpolate-text.js';
import { byNaturalOrder } from '../../lib/compose/natural-order.js';
import { plainJson } from '../../lib/compose/print-json.js';
import { plainYaml } from '../../lib/compose/print-yaml.js';

// A block that starts with an empty line and an indented one loses its indentation: so does the reference's.
const text = fc
  .oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom(...'ab: #-?\'"[]{}!&*|>%@`,.~0189\n\t\\$'.split('')) }),
  )
  .filter((value) => !/^\n+ /.test(value));

test('JSON that is printed reads back as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      expect(JSON.parse(plainJson({ value }))).toEqual(JSON.parse(JSON.stringify({ value })));
    }),
  );
});

test('YAML that is printed reads back as it was', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(text, fc.oneof(text, fc.integer(), fc.boolean(), fc.array(text)))),
      (entries) => {
        const value = Object.fromEntries(entries.filter(([key]) => key !== '__proto__' && key.length < 100));
        expect(parse(plainYaml(value), { schema: 'core', version: '1.2' })).toEqual(value);
      },
    ),
    { numRuns: 500 },
  );
});

test('keys have one order, however they are compared', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      expect(byNaturalOrder(a, b) + byNaturalOrder(b, a)).toBe(0);
    }),
  );
  expect(['b', 'a10', 'a2', 'a', 'A', 'a-1', '2', '10', '_x'].toSorted(byNaturalOrder)).toEqual([
    '_x',
    '2',
    '10',
    'A',
    'a',
    'a-1',
    'a2',
    'a10',
    'b',
  ]);
});

test('a text whose dollar signs are doubled is filled in to itself', () => {
  fc.assert(
    fc.property(text, (value) => {
      expect(interpolateText(value.replaceAll('$', '$$$$'), () => 'x')).toMatchObject({ ok: true, value });
    }),
  );
});

test('interpolation and environment files never throw', () => {
  const template = fc.string({ unit: fc.constantFrom(...'${}A_:-+?\n"\'=# \\x'.split('')) });
  fc.assert(
    fc.property(template, (value) => {
      expect(interpolateText(value, () => undefined)).toHaveProperty('ok');
      expect(parseDotenv(value, () => undefined)).toHaveProperty('ok');
    }),
    { numRuns: 3000 },
  );
});
