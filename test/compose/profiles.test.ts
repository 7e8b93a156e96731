import { loadCompose } from '../support/compose.js';

const text =
  'services:\n  web: {image: x}\n  debug: {image: x, profiles: [debug, all], volumes: ["v:/v"]}\n  tool: {image: x, profiles: [tool], depends_on: [web]}\nvolumes: {v: {}}\n';
const names = (profiles: readonly string[], services: readonly string[] = []) =>
  Object.keys(loadCompose(text, { profiles, switches: { services } }).project.services);

test('a service with profiles is there when one of them is active', () => {
  expect(names([])).toEqual(['web']);
  expect(names(['all'])).toEqual(['web', 'debug']);
  expect(names(['*'])).toEqual(['web', 'debug', 'tool']);
});

test('naming a service activates its profiles, and keeps what it depends on', () => {
  expect(names([], ['tool'])).toEqual(['web', 'tool']);
  expect(names(['*'], ['w?b'])).toEqual(['web']);
});

test('an unknown service is refused with the one that was meant', () => {
  expect(loadCompose(text, { switches: { services: ['wbe'] } }).diagnostics).toMatchObject([
    { code: 'no-such-service', fix: "did you mean 'web'?" },
  ]);
});

test('resources that no enabled service uses are left out, unless all are asked for', () => {
  expect(loadCompose(text).project.volumes).toBeUndefined();
  expect(loadCompose(text, { switches: { allResources: true } }).project.volumes).toEqual({
    v: { name: 'shop_v' },
  });
});

test('every profile is known, whether it is active or not', () => {
  expect(loadCompose(text).loaded.profiles).toEqual(['all', 'debug', 'tool']);
});
