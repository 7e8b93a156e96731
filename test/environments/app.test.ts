/** The CDK app where several environments are declared, started as the CDK CLI starts it. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../support/project-folder.js';
import { root } from '../support/source-files.js';
import { environments, files } from './shop.js';

/** Runs the app below a program that is called `cdk`, with a command and a context. */
function cdk(command: string, context: object = {}) {
  const directory = projectFolder(files);
  const program = join(directory, 'cdk');
  const app = `'${process.execPath}' --import '${join(root, 'node_modules/tsx/dist/loader.mjs')}' '${join(root, 'bin/app.ts')}'`;
  // What follows keeps the shell from giving its place to the app.
  writeFileSync(program, `${app}\nexit $?\n`);
  const { status, stderr } = spawnSync('sh', [program, command], {
    cwd: directory,
    env: {
      ...process.env,
      CDK_OUTDIR: join(directory, 'cdk.out'),
      CDK_CONTEXT_JSON: JSON.stringify({ 'compose:environments': environments, ...context }),
    },
    encoding: 'utf8',
  });
  const template = (stack: string): string => {
    const file = join(directory, 'cdk.out', `${stack}.template.json`);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  };
  return { status, stderr, template };
}

test('deploying without a selection is an error', () => {
  const { status, stderr, template } = cdk('deploy');
  expect(status).toBe(1);
  expect(stderr).toContain('error[deployment-without-environment]');
  expect(template('shop-dev')).toBe('');
}, 60_000);

test('synthesizing without one shows the first, whose template refuses to be deployed', () => {
  const { status, template } = cdk('synth');
  expect(status).toBe(0);
  expect(template('shop-dev')).toContain('No environment is selected');
}, 60_000);

test('deploying a selected environment is none', () => {
  const { status, template } = cdk('deploy', { 'compose:environment': 'production' });
  expect(status).toBe(0);
  expect(template('shop-production')).not.toContain('No environment is selected');
  expect(template('shop-production')).toContain('"DesiredCount": 3');
}, 60_000);
