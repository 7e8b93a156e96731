import { loadCompose } from '../support/compose.js';

const { loaded, place } = loadCompose({
  'compose.yaml':
    'services:\n  web:\n    image: nginx\n    ports: ["80:80"]\n    environment:\n      - A=1\nvolumes:\n  v:\n',
  'over.yaml': 'services:\n  web:\n    ports:\n      - 81:81\n    environment: {B: 2}\n',
});
const at = (...path: readonly (string | number)[]) => place(loaded.spans.exact(path));

test('an entry is found at its key, wherever it comes from', () => {
  expect(at('services', 'web', 'image')).toBe('compose.yaml:3:5');
  expect(at('services', 'web', 'ports')).toBe('over.yaml:3:5');
});

test('a list item is found by its place in the merged list', () => {
  expect(at('services', 'web', 'ports', 0)).toBe('compose.yaml:4:13');
  expect(at('services', 'web', 'ports', 1)).toBe('over.yaml:4:9');
});

test('variables are found by name in either form', () => {
  expect(at('services', 'web', 'environment', 'A')).toBe('compose.yaml:6:9');
  expect(at('services', 'web', 'environment', 'B')).toBe('over.yaml:5:19');
});

test('what Compose fills in has no place of its own, only one near it', () => {
  expect(at('services', 'web', 'networks')).toBeUndefined();
  expect(place(loaded.spans.nearest(['services', 'web', 'networks', 'default']))).toBe('over.yaml:2:3');
});
