import { extensionKeys } from '../../lib/keys/extension/keys.js';
import { extensionSchema } from '../../lib/keys/extension/schema.js';
import { expectFile } from '../support/golden.js';

test('the schema for editors is what the registry says', () => {
  expectFile('compose.schema.json', `${JSON.stringify(extensionSchema(), undefined, 2)}\n`);
});

test('every key of the registry is in the schema, with what it does', () => {
  const schema = JSON.stringify(extensionSchema());
  for (const { key, describes } of extensionKeys) {
    expect(schema).toContain(`"${key}":{"description":${JSON.stringify(describes)}`);
  }
});
