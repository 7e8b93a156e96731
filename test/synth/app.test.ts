/** What a user of `cdk synth` meets when something is wrong: a report, exit code 1, and nothing else. */
import { projectFolder } from '../support/project-folder.js';
import { runApp } from './run-app.js';

const compose = 'services:\n  web:\n    image: nginx:1.27\n';

test('an unknown context key is named, with the one that was meant', () => {
  const { status, stderr } = runApp({
    folder: projectFolder({ 'compose.yaml': compose }),
    context: { 'compose:file': 'compose.yaml' },
  });
  expect(status).toBe(1);
  expect(stderr).toContain("unknown context key 'compose:file'");
  expect(stderr).toContain("did you mean 'compose:files'?");
});

test.each([
  ['compose:files', 7, 'must be a list of texts, got 7'],
  ['compose:project-name', '', 'must be a text, got ""'],
  ['compose:build', 'sometimes', 'must be one of if-stale, always, never, got "sometimes"'],
])('a wrong value of %s is refused', (key, value, message) => {
  const { status, stderr } = runApp({
    folder: projectFolder({ 'compose.yaml': compose }),
    context: { [key]: value },
  });
  expect(status).toBe(1);
  expect(stderr).toContain(message);
});

test.each([
  ['no file', 'x: 1\n', { 'compose:files': 'missing.yaml' }],
  ['broken YAML', 'services: [', {}],
  ['a project that ECS cannot run', `${compose}    privileged: true\n`, {}],
])('%s ends in a report without a stack trace', (_, text, context) => {
  const { status, stdout, stderr } = runApp({ folder: projectFolder({ 'compose.yaml': text }), context });
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/error\[[a-z-]+\]/);
  expect(stderr).not.toMatch(/^\s+at /m);
});

test('lists are written with commas or as JSON', () => {
  const folder = projectFolder({ 'compose.yaml': compose });
  const one = runApp({ folder, context: { 'compose:files': 'compose.yaml, compose.yaml' } });
  const other = runApp({ folder, context: { 'compose:files': ['compose.yaml', 'compose.yaml'] } });
  expect(one.status).toBe(0);
  expect(other.assembly).toEqual(one.assembly);
});

test('the project’s name names the stack', () => {
  const { assembly } = runApp({
    folder: projectFolder({ 'compose.yaml': compose }),
    context: { 'compose:project-name': 'my_shop' },
  });
  expect(Object.keys(assembly)).toContainEqual(
    expect.stringMatching(/^my-shop-[0-9a-f]{8}\.template\.json$/),
  );
});
