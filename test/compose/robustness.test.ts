import { mutate, randomFrom } from '../conformance/mutate.js';
import { tryLoad } from '../conformance/try-load.js';

const SERVICE = 'services:\n  a:\n    image: x\n';
const MILLION = 1_000_000;

function load(text: string, files: Readonly<Record<string, string>> = {}): string {
  return tryLoad(
    { id: '', files: {}, cwd: 'project', args: [], env: {} },
    { 'compose.yaml': text, ...files },
  );
}

const bomb = Array.from({ length: 20 }, (_, i) => `x-${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}]\n`).join(
  '',
);

test.each([
  ['lists in lists without end', '['.repeat(MILLION)],
  ['maps in maps', `x-a: ${'{a: '.repeat(50_000)}${'}'.repeat(50_000)}\n${SERVICE}`],
  ['aliases that multiply', `x-0: &a0 [x]\n${bomb}${SERVICE}`],
  ['an alias of itself', `x-a: &a { b: *a }\n${SERVICE}`],
  ['a file that includes itself', `include: [compose.yaml]\n${SERVICE}`],
  ['a service that extends itself', 'services: { a: { extends: a } }'],
  ['an included folder', `include: [folder]\n${SERVICE}`],
  ['an included file that is not there', `include: [nope.yaml]\n${SERVICE}`],
  ['variables in variables', `${SERVICE}    command: "${'${A:-'.repeat(100_000)}${'}'.repeat(100_000)}"\n`],
  ['zero bytes', '\0'.repeat(1000)],
  ['bytes that are no text', Buffer.from(Uint8Array.from({ length: 5000 }, (_, i) => i * 7919)).toString()],
])('%s are refused', (_, text) => {
  expect(load(text, { 'folder/x': '' })).toBe('refused');
});

test.each([
  ['a long command', `${SERVICE}    command: "${'word '.repeat(MILLION / 5)}"\n`],
  ['a long label', `${SERVICE}    labels: { a: ${'x'.repeat(MILLION)} }\n`],
  ['a million dollar signs', `${SERVICE}    labels: { a: "${'$'.repeat(MILLION)}" }\n`],
  ['keys that JavaScript knows', 'services:\n  __proto__: { image: x }\n  constructor: { image: y }\n'],
])('%s is loaded', (_, text) => {
  expect(load(text)).toBe('loaded');
});

test('accidents to a file end in a result or in errors', () => {
  const text = `name: \${NAME:-shop}
x-common: &common { restart: always, labels: { a: b } }
services:
  web:
    <<: *common
    build: { context: ., args: [A=1] }
    ports: ["80-82:8080-8082", { target: 1, published: 2 }]
    environment: { A: "\${A:-x}", B: 1.50, C: }
    volumes: ["./a:/b:ro", "data:/c"]
    deploy: { resources: { limits: { cpus: "0.5", memory: 1g } } }
    depends_on: { db: { condition: service_healthy } }
  db: { extends: { service: web }, healthcheck: { test: true, interval: 1m } }
volumes: { data: {} }
`;
  const random = randomFrom(20_261_123);
  const outcomes = new Set(Array.from({ length: 400 }, () => load(mutate(text, random))));
  expect([...outcomes].toSorted()).toEqual(['loaded', 'refused']);
});
