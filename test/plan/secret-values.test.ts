import { looksSecret } from '../../lib/compose/secret-variables.js';
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
