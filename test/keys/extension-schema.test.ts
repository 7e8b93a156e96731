import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extensionKeys } from '../../lib/keys/extension/keys.js';
import { extensionSchema } from '../../lib/keys/extension/schema.js';
import { expectFile } from '../support/golden.js';
import { root } from '../support/source-files.js';

test('the schema for editors is what the registry says', () => {
  expectFile('compose.schema.json', `${JSON.stringify(extensionSchema(), undefined, 2)}\n`);
});

test('every key of the registry is in the schema, with what it does', () => {
  const schema = JSON.stringify(extensionSchema());
  for (const { key, describes } of extensionKeys) {
    expect(schema).toContain(`"${key}":{"description":${JSON.stringify(describes)}`);
  }
});

test('the page about extension keys tells of every one', () => {
  const page = readFileSync(join(root, 'docs/extension-keys.md'), 'utf8');
  const told = [...page.matchAll(/^\| `(x-aws-[^`]+)`/gm)].map(([, key]) => key);
  expect(told).toEqual(extensionKeys.map(({ key }) => key));
});
