import { healthcheck } from '../../lib/keys/service/healthcheck.js';
import { loadCompose } from '../support/compose.js';

const load = (written: string, over?: string) =>
  loadCompose({
    'compose.yaml': `services:\n  web:\n    image: nginx\n    healthcheck: ${written}\n`,
    ...(over === undefined ? {} : { 'over.yaml': `services: {web: {healthcheck: ${over}}}` }),
  });

test('a text runs in a shell, and durations are canonical', () => {
  expect(load('{test: curl x, interval: 90s, retries: 3}').project.services['web']?.healthcheck).toEqual({
    test: ['CMD-SHELL', 'curl x'],
    interval: '1m30s',
    retries: 3,
  });
});

test('the test is replaced whole, the rest is merged', () => {
  expect(
    load('{test: [CMD, a, b], interval: 1s}', '{test: [CMD, c]}').project.services['web']?.healthcheck,
  ).toEqual({ test: ['CMD', 'c'], interval: '1s' });
});

test('a list must start with a word that Compose knows', () => {
  expect(load('{test: [curl, x]}').codes).toEqual(['invalid-healthcheck-test']);
});

test('a bare number is no duration; the finding shows one', () => {
  expect(load('{interval: 10}').diagnostics[0]).toMatchObject({
    code: 'wrong-type',
    message: 'services.web.healthcheck.interval must be text, not the number 10',
    fix: 'write a duration with its unit, such as 10s or 1m30s',
  });
});

test.each([
  [
    'a script with arguments, as Docker hands them to the shell',
    '[CMD-SHELL, pg_isready, -U, me]',
    ['CMD', '/bin/sh', '-c', 'pg_isready', '-U', 'me'],
  ],
  ['a script', '[CMD-SHELL, pg_isready -U me]', ['CMD-SHELL', 'pg_isready -U me']],
  ['a command', '[CMD, pg_isready, -U, me]', ['CMD', 'pg_isready', '-U', 'me']],
])('%s', (_, test, command) => {
  const stated = load(`{test: ${test}}`).project.services['web']?.healthcheck;
  expect(stated && healthcheck.plan?.(stated)).toMatchObject({ healthCheck: { command } });
});
