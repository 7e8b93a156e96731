import { loadCompose } from '../support/compose.js';

const buildOf = (...builds: readonly string[]) =>
  loadCompose(
    Object.fromEntries(builds.map((build, i) => [`c${i}.yaml`, `services: {web: {build: ${build}}}`])),
    { environment: { TOKEN: 't' } },
  );

test('a text is the context', () => {
  expect(buildOf('./web').project.services['web']?.build).toEqual({
    context: '/shop/web',
    dockerfile: 'Dockerfile',
  });
});

test('a text and a mapping merge', () => {
  expect(buildOf('{context: a, target: dev}', 'b').project.services['web']?.build).toMatchObject({
    context: '/shop/b',
    target: 'dev',
  });
});

test('an address and a service are left as contexts', () => {
  const { project } = buildOf(
    '{context: "https://x.org/a.git", additional_contexts: ["base=docker-image://x", "src=./s"]}',
  );
  expect(project.services['web']?.build).toMatchObject({
    context: 'https://x.org/a.git',
    additional_contexts: { base: 'docker-image://x', src: '/shop/s' },
  });
});

test('arguments without a value are looked up, and left out if they have none', () => {
  expect(buildOf('{context: ., args: [TOKEN, NONE, "A=1"]}').project.services['web']?.build?.args).toEqual({
    TOKEN: 't',
    A: '1',
  });
});

test('a Dockerfile in a file and inline exclude each other', () => {
  expect(buildOf('{dockerfile: D, dockerfile_inline: FROM x}').codes).toEqual(['exclusive-keys']);
});

test('SSH keys need a path unless they are the default one', () => {
  expect(buildOf('{context: ., ssh: [default]}').project.services['web']?.build?.ssh).toEqual(['default']);
  expect(buildOf('{context: ., ssh: [mine]}').codes).toEqual(['invalid-value']);
});
