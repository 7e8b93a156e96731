import { loadCompose } from '../support/compose.js';

const service = 'services: {web: {image: nginx}}\n';

test.each([
  ['a duplicate key', `${service}name: a\nname: b\n`, 'duplicate-key'],
  ['a key that is a number', 'services: {1: {image: x}}', 'non-string-key'],
  ['an alias without an anchor', 'services: {web: *a}', 'unknown-anchor'],
  ['an alias in its own value', `x-a: &a {b: *a}\n${service}`, 'alias-cycle'],
  ['a merge key with text', `${service}x-a: {<<: text}`, 'invalid-merge-key'],
  ['an unclosed quote', 'name: "x', 'yaml-syntax'],
  ['a tab', 'services:\n\tweb: {}', 'yaml-syntax'],
  ['a control character', 'name: "\u0001"', 'yaml-syntax'],
  ['a list at the top', '- a', 'not-a-mapping'],
  ['an empty document at the end', `${service}---\n`, 'not-a-mapping'],
  ['nothing at all', '# nothing\n', 'empty-compose-file'],
  ['another version of YAML', `%YAML 1.2\n---\n${service}`, 'yaml-syntax'],
  ['a document without its marker', `${service}...\nname: shop\n`, 'yaml-syntax'],
  ['a value that does not fit its tag', 'name: !!int x', 'yaml-syntax'],
  ['a million open brackets', '['.repeat(1e6), 'nested-too-deep'],
  [
    'values nested a thousand deep',
    `${service}x-a: ${'['.repeat(1000)}${']'.repeat(1000)}`,
    'nested-too-deep',
  ],
  ['more values than Compose takes', `${service}x-a: [${'1,'.repeat(100_001)}]`, 'too-many-nodes'],
])('%s is refused', (_, text, code) => {
  expect(loadCompose(text).codes).toEqual([code]);
});

test('an alias bomb is refused without being unfolded', () => {
  const lines = Array.from(
    { length: 12 },
    (_, i) => `x-${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(',')}]`,
  );
  expect(loadCompose(`x-0: &a0 [x]\n${lines.join('\n')}\n${service}`).codes).toEqual(['too-many-nodes']);
});

test('an alias may name an anchor of an earlier document', () => {
  const { project } = loadCompose('x-a: &a {image: nginx}\n---\nservices: {web: *a}\n');
  expect(project.services['web']).toMatchObject({ image: 'nginx' });
});

test('documents of one file merge like files', () => {
  const { project } = loadCompose(`${service}---\nservices: {web: {user: me}}\n`);
  expect(project.services['web']).toMatchObject({ image: 'nginx', user: 'me' });
});

test('merge keys: the own entry wins wherever it stands, then the earlier map', () => {
  const { project } = loadCompose(
    'x-a: &a {user: a, hostname: a, image: a}\nx-b: &b {user: b, tty: true}\nservices: {web: {image: own, <<: [*a, *b]}}\n',
  );
  expect(project.services['web']).toMatchObject({ image: 'own', user: 'a', hostname: 'a', tty: true });
});

test.each([
  ['a text at the very end', '|\n  x', 'x'],
  ['one that keeps its line breaks', '|+\n  x', 'x'],
  ['one that is folded', '>\n  x\n  y', 'x y'],
  ['one with a line break after it', '|\n  x\n', 'x\n'],
  ['one before spaces', '|\n  x\n  ', 'x\n'],
  ['one before a comment', '|\n  x\n# y', 'x\n'],
])('%s of a file has the line breaks that the file has', (_, written, text) => {
  const { project } = loadCompose(`${service}x-text: ${written}`);
  expect(project).toMatchObject({ 'x-text': text });
});

test.each(['<<', '!!merge <<', '! <<', '!!merge "<<"'])('%s merges', (key) => {
  const { project } = loadCompose(`x-a: &a {image: nginx}\nservices:\n  web:\n    ${key}: *a\n`);
  expect(project.services['web']).toMatchObject({ image: 'nginx' });
});

test('"<<" in quotes is a key like any other', () => {
  expect(loadCompose('services:\n  web: {image: nginx, "<<": {tty: true}}\n').codes).toEqual(['unknown-key']);
});
