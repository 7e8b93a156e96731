import { planned } from '../support/planned.js';

test.each([
  ['ports: [{ target: 70000 }]', 'port-out-of-range'],
  ['ports: [{ target: 0 }]', 'port-out-of-range'],
  ['volumes: [{ type: volume, source: data, target: data }]', 'mount-target-relative'],
  ["volumes: ['data:c:\\data']", 'mount-target-relative'],
  ['environment: ["=x"]', 'variable-without-name'],
  ['healthcheck: { test: "" }', 'healthcheck-runs-nothing'],
  ['healthcheck: { test: [CMD] }', 'healthcheck-runs-nothing'],
])('%s is refused at its place', (keys, code) => {
  const { diagnostics } = planned(`services: { web: { image: x, ${keys} } }\nvolumes: { data: {} }`);
  const refusals = diagnostics.filter(({ severity }) => severity === 'error');
  expect(refusals.map((refusal) => refusal.code)).toEqual([code]);
  expect(refusals[0]?.at).toBeDefined();
});

test.each(['ports: [{ target: 65535 }]', 'healthcheck: { disable: true }', 'healthcheck: { test: [NONE] }'])(
  '%s is taken',
  (keys) => {
    const { diagnostics } = planned(`services: { web: { image: x, ${keys} } }`);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  },
);

test('the longest name of a project with its environment is one label of a domain', () => {
  const codesOf = (length: number) =>
    planned(`name: ${'x'.repeat(length)}\nservices: { web: { image: x } }`, {
      options: { environment: 'dev' },
    }).codes;
  expect(codesOf(59)).toEqual([]);
  expect(codesOf(60)).toEqual(['project-name-too-long']);
});
