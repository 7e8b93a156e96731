import { loadCompose } from '../support/compose.js';

const load = (deploy: string, rest = '') =>
  loadCompose(`services:\n  web:\n    image: nginx\n    deploy: ${deploy}\n${rest}`);

test('sizes are bytes in text, processors numbers', () => {
  expect(
    load('{resources: {limits: {cpus: "0.25", memory: 1.5g}}}').project.services['web']?.deploy?.resources,
  ).toEqual({ limits: { cpus: 0.25, memory: '1610612736' } });
});

test('text where a number belongs is read, else refused', () => {
  expect(load('{replicas: "3"}').project.services['web']?.deploy?.replicas).toBe(3);
  expect(load('{replicas: many}').codes).toEqual(['invalid-value']);
});

test('scale and replicas must agree, and scale fills replicas in', () => {
  expect(load('{replicas: 2}', '    scale: 3\n').codes).toEqual(['distinct-values']);
  expect(load('{mode: replicated}', '    scale: 3\n').project.services['web']?.deploy?.replicas).toBe(3);
});

test('memory that is limited twice must be limited alike', () => {
  expect(load('{resources: {limits: {memory: 1g}}}', '    mem_limit: 1g\n').codes).toEqual([]);
  expect(load('{resources: {limits: {memory: 2g}}}', '    mem_limit: 1g\n').codes).toEqual([
    'distinct-values',
  ]);
});

test('a container name allows one replica only', () => {
  expect(load('{replicas: 2}', '    container_name: web-1\n').codes).toEqual(['container-name-not-unique']);
});

test('an empty section is kept, as Compose prints it', () => {
  expect(load('{}').project.services['web']?.deploy).toEqual({});
});
