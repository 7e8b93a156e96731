import { environmentsKey, readEnvironmentsContext } from '../../lib/constructs/environments-context.js';
import { projectFolder } from '../support/project-folder.js';
import { runCommand } from '../support/run-command.js';
import { environments, files } from './shop.js';

test('plan takes the environments of cdk.json', async () => {
  const { code, stdout, stderr } = await runCommand(
    ['plan', '--environment', 'production'],
    projectFolder(files),
  );
  expect({ code, stderr: code === 70 ? stderr : '' }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^project shop, environment production|shop-production/m);
  expect(stdout).toContain('3 tasks');
});

test('plan says which environment it shows when none is selected', async () => {
  const { code, stderr } = await runCommand(['plan'], projectFolder(files));
  expect({ code, stderr: code === 70 ? stderr : '' }).toEqual({ code: 0, stderr: '' });
  expect(stderr).toContain(
    "no environment is selected: this is 'dev', the first of dev, staging, production",
  );
});

test('a template that was made without a selection refuses to be deployed', async () => {
  const { stdout } = await runCommand(['convert'], projectFolder(files));
  const { Rules } = JSON.parse(stdout) as { Rules: Record<string, unknown> };
  expect(JSON.stringify(Rules)).toContain(
    'No environment is selected: deploy one of dev, staging, production',
  );
});

test('names of resources carry the environment, and its account and region', async () => {
  const { stdout } = await runCommand(['convert', '--environment', 'staging'], projectFolder(files));
  expect(stdout).toContain('shop-staging.internal');
  expect(stdout).toContain('111111111111.dkr.ecr.eu-west-1.');
  expect(stdout).not.toContain('No environment is selected');
});

test.each([
  ['a text', 'dev', `${environmentsKey}' must be an object`],
  [
    'an account that is a number',
    { dev: { account: 111111111111 } },
    `${environmentsKey}.dev.account' must be an AWS account id`,
  ],
  ['a mistyped key', { dev: { file: ['a.yaml'] } }, `unknown context key '${environmentsKey}.dev.file'`],
  [
    'zones that are too many',
    { dev: { zones: 9 } },
    `${environmentsKey}.dev.zones' must be a number from 2 to 6`,
  ],
  [
    'a layout that there is not',
    { dev: { layout: 'deep' } },
    `${environmentsKey}.dev.layout' must be one of flat, nested`,
  ],
])('a declaration is refused: %s', (_, declared, message) => {
  const { value, diagnostics } = readEnvironmentsContext(declared);
  expect(value).toBeUndefined();
  expect(diagnostics.map((diagnostic) => diagnostic.message).join()).toContain(message);
});

test('a declaration may be given as JSON text, as cdk -c gives it', () => {
  expect(readEnvironmentsContext(JSON.stringify(environments)).value).toEqual(environments);
});
