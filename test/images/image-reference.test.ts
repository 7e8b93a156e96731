import { formatImageReference, parseImageReference } from '../../lib/images/image-reference.js';

const digest = `sha256:${'0'.repeat(64)}`;

test.each([
  ['redis', 'docker.io/library/redis:latest'],
  ['redis:7-alpine', 'docker.io/library/redis:7-alpine'],
  ['bitnami/redis', 'docker.io/bitnami/redis:latest'],
  ['docker.io/redis', 'docker.io/library/redis:latest'],
  ['index.docker.io/library/redis:7', 'docker.io/library/redis:7'],
  ['ghcr.io/acme/web:1.2', 'ghcr.io/acme/web:1.2'],
  ['localhost/web', 'localhost/web:latest'],
  ['127.0.0.1:5000/a/b:t', '127.0.0.1:5000/a/b:t'],
  ['[::1]:5000/a:t', '[::1]:5000/a:t'],
  ['registry:5000/web', 'registry:5000/web:latest'],
  [`redis@${digest}`, `docker.io/library/redis@${digest}`],
  [`redis:7@${digest}`, `docker.io/library/redis@${digest}`],
])('%s is %s', (text, normalised) => {
  const reference = parseImageReference(text);
  expect(reference === undefined ? undefined : formatImageReference(reference)).toBe(normalised);
});

test.each([
  '',
  ':',
  'Redis',
  'redis:',
  'redis@sha256:12',
  'a//b',
  'redis:a b',
  `redis@${digest}@${digest}`,
  'http://x/y',
  'a/../b',
])('no reference: %s', (text) => expect(parseImageReference(text)).toBeUndefined());
