import { parse } from 'yaml';
import { cdk, cdkJson, compilePrograms } from './cdk-cli.js';
import { folder } from './folder.js';

jest.setTimeout(120_000);
beforeAll(compilePrograms);

test('cdk synth > template.yaml is a template, whatever the build in front of it says', async () => {
  const directory = folder({
    'compose.yaml': 'name: shop\nservices:\n  web: {build: ./web}\n',
    'web/Dockerfile': 'FROM scratch',
    'cdk.json': cdkJson(),
  });
  const { code, stdout, stderr } = await cdk(directory, ['synth']);
  expect(code).toBe(0);
  expect(Object.keys(parse(stdout) as object)).toEqual(expect.arrayContaining(['Resources', 'Rules']));
  expect(stderr).toContain('cdk-compose build: nothing was built, no valid AWS credentials');
});
