import { loadCompose } from '../support/compose.js';

test('one run tells every mistake, and none of their echoes', () => {
  const { diagnostics, place } = loadCompose(`
services:
  web:
    image: [nginx]
    ports: ["80:80", "x:y"]
    enviroment: {}
    depends_on: [db]
    healthcheck: {interval: 10, timeout: 10x}
  worker:
    build: .
    networks: [front]
    deploy: {resources: {limits: {memory: lots}}}
volumes: {data: 3}
`);
  expect(diagnostics.map(({ code, at }) => `${place(at)} ${code}`)).toEqual([
    'compose.yaml:4:12 wrong-type',
    'compose.yaml:5:22 invalid-value',
    'compose.yaml:6:5 unknown-key',
    'compose.yaml:7:18 undefined-reference',
    'compose.yaml:8:29 wrong-type',
    'compose.yaml:8:42 invalid-value',
    'compose.yaml:11:16 undefined-reference',
    'compose.yaml:12:43 invalid-value',
    'compose.yaml:13:17 wrong-type',
  ]);
});

test('nothing is said about references while an included file is missing', () => {
  expect(loadCompose('include: [gone.yaml]\nservices: {web: {image: x, depends_on: [db]}}').codes).toEqual([
    'file-not-found',
  ]);
});

test('no message shows what a secret is', () => {
  const secret = 'hunter2';
  const broken = [
    `POSTGRES_PASSWORD=${secret}`,
    `["DB_PASSWORD=${secret}\${"]`,
    `{DB_PASSWORD: [${secret}]}`,
    `["DB_PASSWORD =${secret}"]`,
  ];
  for (const value of broken) {
    const { diagnostics } = loadCompose(`services: {web: {image: x, environment: ${value}}}`);
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(JSON.stringify(diagnostics)).not.toContain(secret);
  }
});

test.each([
  ['networks: [front\n    image: x', '[fro'],
  ['user: me\n       image: x', 'imag'],
  ['user: me\n    command: echo a: b', 'echo'],
])('a syntax error points where it was made: %j', (lines, at) => {
  const text = `services:\n  web:\n    ${lines}\n`;
  const { diagnostics, codes } = loadCompose(text);
  const start = diagnostics[0]?.at?.start ?? 0;
  expect({ codes, at: text.slice(start, start + 4) }).toEqual({ codes: ['yaml-syntax'], at });
});
