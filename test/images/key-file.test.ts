import { isKeyFile } from '../../lib/images/key-file.js';

const key = `-----BEGIN ${'PRIVATE KEY'}-----\n${'A'.repeat(64)}\n`;

test.each([
  ['certs/server.key', ''],
  ['certs/server.pem', key],
  ['deploy/id_rsa', ''],
  ['.npmrc', '//npm.example.com/:_authToken=npm_abc\n'],
  ['web/.npmrc', 'save-exact=true\n_password = "c2VjcmV0"\n'],
])('%s is a file of keys', (path, text) => {
  expect(isKeyFile(path, () => text)).toBe(true);
});

test.each([
  ['.npmrc', 'legacy-peer-deps=true\n'],
  ['.npmrc', '//npm.example.com/:_authToken=${NPM_TOKEN}\n'],
  ['tests/Feature/KeyTest.php', `$key = <<<KEY\n${key}KEY;`],
  ['docs/tls.md', key],
  ['certs/ca.pem', key.replace(/PRIVATE KEY/g, 'CERTIFICATE')],
])('%s is none', (path, text) => {
  expect(isKeyFile(path, () => text)).toBe(false);
});
