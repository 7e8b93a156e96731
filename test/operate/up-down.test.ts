/** `cdk-compose up` and `down` with an imitation of the CDK CLI, which writes down how it was called. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LockedImage } from '../../lib/model/image-lock.js';
import { runCommand } from '../support/run-command.js';
import { projectFolder } from '../support/project-folder.js';
import { runOnAws } from './run-on-aws.js';
import { digest } from './shop-on-aws.js';

/** Written beside the project: the words, and the stacks of the assembly that they name. */
const cdk = `
const { writeFileSync, readFileSync } = require('node:fs');
const words = process.argv.slice(2);
const folder = words[words.indexOf('-a') + 1];
const manifest = words.includes('-a') ? JSON.parse(readFileSync(folder + '/manifest.json', 'utf8')) : { artifacts: {} };
const stacks = Object.entries(manifest.artifacts).filter(([, { type }]) => type === 'aws:cloudformation:stack');
writeFileSync('called.json', JSON.stringify({ words, folder, stacks: stacks.map(([name]) => name) }));
process.exit(Number(process.env.CDK_ENDS_WITH ?? 0));
`;

const locked: LockedImage = { digest, platforms: ['linux/amd64'], services: ['web'], config: {} };

const files = {
  'node_modules/aws-cdk/package.json': '{"name": "aws-cdk", "version": "2.0.0"}',
  'node_modules/aws-cdk/bin/cdk': cdk,
  'package.json': '{}',
  'compose.yaml': 'name: shop\nservices:\n  web: {image: "nginx:1"}\n',
  'compose.images.json': JSON.stringify({ version: 1, images: { 'docker.io/library/nginx:1': locked } }),
};

interface Called {
  readonly words: readonly string[];
  readonly folder: string;
  readonly stacks: readonly string[];
}

async function called(
  words: readonly string[],
  more: Readonly<Record<string, string>> = {},
  environment: Readonly<Record<string, string>> = {},
) {
  const directory = projectFolder({ ...files, ...more });
  const ran = await runCommand(words, directory, { environment });
  const path = join(directory, 'called.json');
  const call = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Called) : undefined;
  return { ...ran, call };
}

test('down destroys the stacks of the assembly that the project is converted into', async () => {
  const { code, call } = await called(['down', '--force', '--environment', 'staging', '--', '--verbose']);
  expect([code, call?.stacks]).toEqual([0, ['shop-staging']]);
  expect(call?.words).toEqual(['destroy', '--all', '-a', call?.folder, '--force', '--verbose']);
  expect(existsSync(call?.folder ?? '')).toBe(false);
});

test('the CDK CLI asks, unless it is told not to', async () => {
  const { call } = await called(['down']);
  expect(call?.words).not.toContain('--force');
});

test('what the CDK CLI ends with is the exit code', async () => {
  expect((await called(['down'], {}, { ...process.env, CDK_ENDS_WITH: '3' })).code).toBe(3);
});

test('up deploys, and lists what is deployed', async () => {
  const { code, stdout, stderr } = await runOnAws(['up', '--', '--require-approval', 'never'], {}, { files });
  expect([code, stderr]).toEqual([0, expect.not.stringContaining('error[')]);
  expect(stdout).toMatch(/^SERVICE .*\nweb +steady /);
});

describe('in a folder with a CDK app', () => {
  const app = { 'cdk.json': '{"app": "node app.js"}' };

  test.each([
    [['down'], ['destroy']],
    [
      ['down', '--environment', 'staging', '--', 'Shop'],
      ['destroy', '-c', 'compose:environment=staging', 'Shop'],
    ],
  ])('%j uses the app', async (words, expected) => {
    const { code, call } = await called(words, app);
    expect([code, call?.words]).toEqual([0, expected]);
  });

  test('flags that the app would not hear are refused', async () => {
    const { code, call, stderr } = await called(['-f', 'compose.yaml', '-p', 'x', 'up'], app);
    expect([code, call]).toEqual([1, undefined]);
    expect(stderr).toContain('cdk.json has an app, which decides itself on --file, --project-name');
  });

  test('a cdk.json without an app has settings only; an app of something else is no concern', async () => {
    const { call } = await called(['down'], {
      'cdk.json': '{"context": {}}',
      'infra/cdk.json': '{"app": "node app.js"}',
      'infra/package.json': '{"dependencies": {"aws-cdk-lib": "*"}}',
    });
    expect(call?.words).toContain('-a');
  });
});

describe('nothing is deployed', () => {
  test('beside the app that deploys the project from a folder below', async () => {
    const { code, call, stderr } = await called(['up'], {
      'deploy/cdk.json': '{"app": "node app.js"}',
      'deploy/package.json': '{"dependencies": {"cdk-compose": "*"}}',
    });
    expect([code, call]).toEqual([1, undefined]);
    expect(stderr).toMatch(/the CDK app of the project is in deploy\n.*run cdk-compose up there: cd deploy/);
  });

  test('with several environments and none named', async () => {
    const context = { 'compose:environments': { staging: {}, production: {} } };
    const { code, call, stderr } = await called(['up'], { 'cdk.json': JSON.stringify({ context }) });
    expect([code, call]).toEqual([1, undefined]);
    expect(stderr).toContain('environment-undecided');
  });

  test('of a project with errors', async () => {
    const { code, call, stderr } = await called(['up'], { 'compose.yaml': 'services: {web: {image: 1.5}}' });
    expect([code, call]).toEqual([1, undefined]);
    expect(stderr).toContain('wrong-type');
  });
});

test('a machine without the CDK CLI is told how to install it', async () => {
  const directory = projectFolder({ 'compose.yaml': files['compose.yaml'] });
  const { code, stderr } = await runCommand(['down'], directory, { environment: { PATH: '/none' } });
  expect([code, stderr]).toEqual([1, expect.stringContaining('npm install --save-dev aws-cdk')]);
});
