import { planned } from '../support/planned.js';

test.each([
  ['x-aws-cpu: 1', 'extension-key-unknown'],
  ['x-aws-logs_retention: 30', 'extension-key-misplaced'],
  ['x-aws-expose: world', 'extension-value-broken'],
  ['x-aws-job: { retries: 3 }', 'extension-value-broken'],
  ['deploy: { x-aws-min_percent: 50 }', 'extension-key-misplaced'],
  ['x-aws-autoscaling: { max: 3 }', 'extension-key-misplaced'],
  ['deploy: { x-aws-autoscaling: { cpu: 75 } }', 'extension-value-broken'],
])('%s is told', (keys, code) => {
  expect(planned(`services: { web: { image: x, ${keys} } }`).codes).toEqual([code]);
});

test.each([
  ['x-aws-expose: world', "'x-aws-expose' must be public or internal or none, not 'world'"],
  [
    'x-aws-domain: [shop.example.com, shop]',
    "holds an item that must be a domain such as shop.example.com, not 'shop'",
  ],
  ['x-aws-job: soon', "must be true or false, not 'soon'"],
  ['x-aws-domain: { name: shop.example.com }', 'not a mapping'],
])('%s is quoted where it is refused', (keys, message) => {
  expect(planned(`services: { web: { image: x, ${keys} } }`).messages).toEqual([
    expect.stringContaining(message),
  ]);
});

test('a mistyped key gets a suggestion', () => {
  const { diagnostics } = planned('services: { web: { image: x, x-aws-shedule: "@daily" } }');
  expect(diagnostics.find(({ code }) => code === 'extension-key-unknown')?.fix).toBe(
    "did you mean 'x-aws-schedule'?",
  );
});

test.each([
  ['x-aws-efs: { a: 1 }', 'extension-key-unknown'],
  ['x-aws-loadbalancer: { name: x }', 'extension-value-broken'],
  ['x-aws-pull_credentials: x', 'extension-key-misplaced'],
])('%s at the top level is told', (key, code) => {
  expect(planned(`${key}\nservices: { web: { image: x } }`).codes).toEqual([code]);
});

test('keys of other tools, names that begin alike and fragments in use are left alone', () => {
  const { codes } = planned(
    [
      'x-common: { a: 1 }',
      'x-aws-s3-env: &s3',
      '  BUCKET: a',
      'x-aws-parts:',
      '  part: &part { A: b }',
      'services:',
      '  x-aws-web: { image: x, x-traefik: y, environment: [x-aws-b=1] }',
      '  api: { image: x, environment: *s3 }',
      '  app: { image: x, environment: { <<: *part } }',
    ].join('\n'),
  );
  expect(codes).toEqual([]);
});

test('logs are kept as long as x-aws-logs_retention says', () => {
  const { plan } = planned('x-aws-logs_retention: 90\nservices: { web: { image: x } }');
  expect(plan.logs.retention).toMatchObject({ value: 90, cause: { place: 'compose.yaml:1:1' } });
});

test.each([
  ['spot', [{ provider: 'FARGATE_SPOT', weight: 1 }]],
  ['on-demand', [{ provider: 'FARGATE', weight: 1 }]],
  [
    '{ on-demand: 1, spot: 3, base: 2 }',
    [
      { provider: 'FARGATE', weight: 1, base: 2 },
      { provider: 'FARGATE_SPOT', weight: 3 },
    ],
  ],
])('x-aws-capacity: %s', (stated, shares) => {
  const { service } = planned(`services: { web: { image: x, x-aws-capacity: ${stated} } }`);
  expect(service('web').capacity.value).toEqual(shares);
});
