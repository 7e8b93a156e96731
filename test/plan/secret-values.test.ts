import { looksSecret } from '../../lib/compose/secret-variables.js';
import { formatPlan } from '../../lib/plan/format.js';
import { planned } from '../support/planned.js';

test.each([
  ['POSTGRES_PASSWORD', 'postgres', true],
  ['DB_PASS', 'x', true],
  ['SECRET_KEY_BASE', 'abc', true],
  ['AWS_SECRET_ACCESS_KEY', 'abc', true],
  ['GITHUB_TOKEN', 'ghp', true],
  ['apiKey', 'x', true],
  ['DATABASE_URL', 'postgres://app:pw@db/shop', true],
  ['DATABASE_URL', 'postgres://db/shop', false],
  ['POSTGRES_PASSWORD_FILE', '/run/secrets/db', false],
  ['SSL_PRIVATE_KEY', '/certs/key.pem', false],
  ['REQUIRE_PASSWORD', 'true', false],
  ['MAX_TOKENS', '512', false],
  ['TOKEN', '', false],
  ['TOKEN', null, false],
  ['PASSENGER_PORT', '80', false],
  ['COMPASS', 'north', false],
  ['APP_KEY', 'base64:abc', true],
  ['JWT_PUBLISHER_KEY', 'x', false],
  ['MERCURE_JWT_KEY', 'abc', true],
  ['LAGO_ENCRYPTION_DERIVATION_SALT', 'abc', true],
  ['ENCRYPTION_PRIMARY_KEY', 'abc', true],
  ['REDIS_AUTH', 'abc', true],
  ['RCON_PW', 'abc', true],
  ['ADMIN_PASSWORD_HASH', '$2a$14$abc', true],
  ['PRIMARY_KEY', 'id', false],
  ['POSTGRES_HOST_AUTH_METHOD', 'trust', false],
  ['ACCESS_KEY_ID', 'AKIA', false],
])('%s=%s looks like a secret: %s', (name, value, secret) => {
  expect(looksSecret(name, value)).toBe(secret);
});

test('one warning names all of a service, and no value', () => {
  const { diagnostics } = planned(
    'services: { db: { image: x, environment: { A_TOKEN: hush, B_TOKEN: hush } } }',
  );
  const [told] = diagnostics.filter(({ code }) => code === 'secret-in-environment');
  expect(told?.message).toMatch(/A_TOKEN, B_TOKEN$/);
  expect(JSON.stringify(diagnostics)).not.toContain('hush');
});

test('a value that is secret elsewhere is secret here, unless it is a plain word', () => {
  const { diagnostics } = planned(`
services:
  db: { image: x, environment: { DB_PASSWORD: hunter2-hunter2, ADMIN_PASSWORD: postgres } }
  web: { image: x, environment: { DSN: "Server=db;Key=hunter2-hunter2", USER_NAME: postgres } }
`);
  const told = diagnostics.filter(({ code }) => code === 'secret-in-environment');
  expect(told.map(({ message }) => message.replace(/.*: /, ''))).toEqual([
    'ADMIN_PASSWORD, DB_PASSWORD',
    'DSN',
  ]);
});

test.each([
  'command: [redis-server, --requirepass, hunter2-hunter2]',
  'healthcheck: { test: redis-cli -a hunter2-hunter2 ping }',
])('a value that a command repeats stays in the task definition, with a warning: %s', (key) => {
  const { diagnostics, plan } = planned(
    `services: { db: { image: x, environment: { DB_PASSWORD: hunter2-hunter2 }, ${key} } }`,
    { options: { environment: 'staging' } },
  );
  const [told] = diagnostics.filter(({ code }) => code === 'secret-in-command');
  expect(told?.message).toMatch(/of service 'db' repeats the secret value of DB_PASSWORD$/);
  expect(JSON.stringify(diagnostics)).not.toContain('hunter2');
  expect(formatPlan(plan)).not.toContain('hunter2');
});
