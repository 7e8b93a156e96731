import { holdsPrivateKey } from '../../lib/images/private-key.js';

const begin = (kind: string): string => `-----BEGIN ${kind}-----`;
const body = 'A'.repeat(64);

test.each([
  ['a key', `${begin('PRIVATE KEY')}\n${body}\n`],
  ['an RSA key after its certificate', `${begin('CERTIFICATE')}\n\n${begin('RSA PRIVATE KEY')}\r\n${body}`],
  ['an encrypted key', `${begin('ENCRYPTED PRIVATE KEY')}\n${body}`],
  ['an armoured PGP key', `${begin('PGP PRIVATE KEY BLOCK')}\n\n${body}`],
  ['a key in YAML', `tls:\n  key: |\n    ${begin('EC PRIVATE KEY')}\n    ${body}\n`],
  ['a service account', `{"private_key": "${begin('PRIVATE KEY')}\\n${body}\\n"}`],
])('%s is one', (_, text) => {
  expect(holdsPrivateKey(text)).toBe(true);
});

test.each([
  ['a certificate', `${begin('CERTIFICATE')}\n${body}`],
  ['a public key', `${begin('PUBLIC KEY')}\n${body}`],
  ['a placeholder', `"private_key": "${begin('PRIVATE KEY')}..."`],
  ['source code that quotes one', `return '${begin('PRIVATE KEY')}\n${body}\n';`],
])('%s is none', (_, text) => {
  expect(holdsPrivateKey(text)).toBe(false);
});
