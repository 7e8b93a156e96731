import { projectFolder } from '../support/project-folder.js';
import { runCommand } from '../support/run-command.js';

jest.mock('aws-cdk-lib/core', () => {
  throw new Error('the CDK is loaded');
});

const folder = projectFolder({ 'compose.yaml': 'services: { web: { image: nginx } }' });

test('check does not load the CDK', async () => {
  expect((await runCommand(['check', '--all', '--format', 'json'], folder)).code).toBe(0);
});

test('check --templates does', async () => {
  expect((await runCommand(['check', '--templates'], folder)).stderr).toContain('the CDK is loaded');
});
