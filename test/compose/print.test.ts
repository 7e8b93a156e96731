import { parse } from 'yaml';
import { printJson } from '../../lib/compose/print-json.js';
import { plainYaml, printYaml } from '../../lib/compose/print-yaml.js';

const project = {
  'x-own': { b: 1, a: ['<&>'] },
  name: 'shop',
  models: { llm: { model: 'ai/llm' } },
  services: {
    web10: { image: 'web:$TAG' },
    web2: {
      ports: [{ protocol: 'tcp', published: '80', target: 80, mode: 'ingress' }],
      'x-key': true,
      deploy: { replicas: 0 },
      ulimits: { core: 0, nofile: { soft: 1, hard: 2 } },
      cpus: 1e6,
    },
  },
};

test('YAML has the keys in the order of the reference, numbers inside of names by value', () => {
  expect(printYaml(project)).toBe(
    `name: shop
services:
  web2:
    cpus: 1e+06
    deploy:
      replicas: 0
    ports:
      - mode: ingress
        target: 80
        published: "80"
        protocol: tcp
    ulimits:
      core:
        soft: 0
        hard: 0
      nofile:
        soft: 1
        hard: 2
    x-key: true
  web10:
    image: web:$$TAG
models:
  llm:
    model: ai/llm
x-own:
  a:
    - <&>
  b: 1
`,
  );
});

test('JSON lacks models and inner extensions, fills in what Go always writes, and escapes as Go does', () => {
  const text = printJson(project);
  expect(JSON.parse(text)).toEqual({
    name: 'shop',
    services: {
      web10: { command: null, entrypoint: null, image: 'web:$$TAG' },
      web2: {
        command: null,
        entrypoint: null,
        cpus: 1e6,
        deploy: { replicas: 0, resources: {}, placement: {} },
        ports: [{ mode: 'ingress', target: 80, published: '80', protocol: 'tcp' }],
        ulimits: { core: {}, nofile: { soft: 1, hard: 2 } },
      },
    },
    'x-own': { a: ['<&>'], b: 1 },
  });
  expect(text).toContain('"\\u003c\\u0026\\u003e"');
  expect(text.indexOf('"web10"')).toBeLessThan(text.indexOf('"web2"'));
});

test.each([
  ['', '""'],
  ['80', '"80"'],
  ['yes', "'yes'"],
  ['22:22', "'22:22'"],
  ['a: b', "'a: b'"],
  ["it's #1", "'it''s #1'"],
  ["it's#1", "it's#1"],
  ['- x', "'- x'"],
  [' x', "' x'"],
  ['a\tb', '"a\\tb"'],
  ['\u{1f600}', '"\\U0001F600"'],
  ['a\nb', '|-\n  a\n  b'],
  ['a\nb\n', '|\n  a\n  b'],
  ['a\n\n', '|+\n  a\n'],
  [' a\nb', '|2-\n   a\n  b'],
  ['a \nb', '"a \\nb"'],
  ['\n', '"\\n"'],
])('the text %j is written %s', (text, written) => {
  expect(plainYaml({ k: text })).toBe(`k: ${written}\n`);
});

test('a long text is folded at single spaces past 80 columns', () => {
  const text = `${'word '.repeat(20)}end`;
  expect(
    plainYaml({ k: text })
      .split('\n')
      .map((line) => line.length),
  ).toEqual([82, 25, 0]);
  expect(parse(plainYaml({ k: text }))).toEqual({ k: text });
});

test('lists in lists, empty collections and keys that no colon may follow', () => {
  const long = 'k'.repeat(200);
  const value = { list: [[1, [2]], {}, []], map: {}, [long]: { a: 1 }, 'a\nb': 'x' };
  expect(parse(plainYaml(value))).toEqual(value);
  expect(plainYaml({ list: [[1, [2]]] })).toBe('list:\n  - - 1\n    - - 2\n');
});
