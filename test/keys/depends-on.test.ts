import { loadCompose } from '../support/compose.js';

const load = (dependsOn: string, rest = '') =>
  loadCompose(
    `services:\n  web:\n    image: nginx\n    depends_on: ${dependsOn}\n${rest}  db: {image: postgres}\n  cache: {image: redis, profiles: [extra]}\n`,
  );

test('a list means started and required', () => {
  expect(load('[db]').project.services['web']?.depends_on).toEqual({
    db: { condition: 'service_started', required: true },
  });
});

test('an unknown service is told with the one that was meant', () => {
  expect(load('[dbb]').diagnostics[0]).toMatchObject({
    code: 'undefined-reference',
    fix: "did you mean 'db'?",
  });
});

test('a service that no profile enables may be depended on only if it is not required', () => {
  expect(load('[cache]').codes).toEqual(['dependency-disabled']);
  expect(load('{cache: {condition: service_started, required: false}}').codes).toEqual([]);
});

test('links, shared namespaces and volumes_from are dependencies too', () => {
  const { project } = load('[]', '    links: ["db:store"]\n    volumes_from: ["db:ro"]\n');
  expect(project.services['web']?.depends_on).toEqual({
    db: { condition: 'service_started', restart: true, required: true },
  });
});

test('a circle is told once, in the order of the services in it', () => {
  const { diagnostics } = loadCompose(
    'services:\n  a: {image: x, depends_on: [b]}\n  b: {image: x, depends_on: [c]}\n  c: {image: x, depends_on: [a]}\n',
  );
  expect(diagnostics.map(({ message }) => message)).toEqual(['dependency cycle: a → b → c → a']);
});
