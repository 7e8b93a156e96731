import { writtenKeys } from '../../lib/compose/written-keys.js';
import { loadCompose } from '../support/compose.js';

const { loaded, place } = loadCompose({
  'compose.yaml':
    'services:\n  web:\n    image: nginx\n    environment: {A: 1, B: 1}\n  tool:\n    profiles: [tools]\n    image: x\n',
  'over.yaml': 'services:\n  web:\n    image: httpd\n    environment: {B: 2}\n',
});
const keys = writtenKeys(loaded).map(
  ({ path, at, fate, by }) =>
    `${path.join('.')} ${place(at)} ${fate}${by === undefined ? '' : ` by ${place(by)}`}`,
);

test('a key that counts is effective', () => {
  expect(keys).toContain('services.web.image over.yaml:3:5 effective');
  expect(keys).toContain('services.web.environment.A compose.yaml:4:19 effective');
});

test('a key that a later file replaces names what replaces it', () => {
  expect(keys).toContain('services.web.image compose.yaml:3:5 overridden by over.yaml:3:5');
  expect(keys).toContain('services.web.environment.B compose.yaml:4:25 overridden by over.yaml:4:19');
});

test('a key of a service that no profile enables is inactive', () => {
  expect(keys).toContain('services.tool.image compose.yaml:7:5 inactive');
});

test('a map that is merged stays effective in both files', () => {
  expect(keys).toContain('services.web compose.yaml:2:3 effective');
});
