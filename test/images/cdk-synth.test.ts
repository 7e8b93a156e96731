import { buildSync } from 'esbuild';
import { join } from 'node:path';
import { parse } from 'yaml';
import { runCommand } from '../../lib/images/process.js';
import { root } from '../support/source-files.js';
import { folder } from './folder.js';

jest.setTimeout(120_000);

const inRoot = (...path: string[]): string => join(root, ...path);
// Compiled, as users run it; where Node.js finds the packages of this repository.
const compiled = inRoot('node_modules', '.cache', 'cdk-compose-test');
const node = process.execPath;
beforeAll(() => {
  buildSync({
    entryPoints: [inRoot('bin', 'cdk-compose.ts'), inRoot('bin', 'app.ts')],
    outdir: compiled,
    bundle: true,
    platform: 'node',
    packages: 'external',
  });
});

/** Runs the CDK CLI in a project whose cdk.json builds before the app, as `cdk-compose init` writes it. */
async function cdk(...args: readonly string[]) {
  const directory = folder({
    'compose.yaml': 'name: shop\nservices:\n  web: {build: ./web}\n',
    'web/Dockerfile': 'FROM scratch',
    'cdk.json': JSON.stringify({
      app: `${node} ${join(compiled, 'cdk-compose.js')} build --if-stale && ${node} ${join(compiled, 'app.js')}`,
      context: { 'compose:files': 'compose.yaml' },
    }),
  });
  return runCommand({
    argv: [process.execPath, inRoot('node_modules', 'aws-cdk', 'bin', 'cdk'), ...args, '--no-notices'],
    directory,
    environment: {
      PATH: process.env['PATH'],
      HOME: directory,
      AWS_REGION: 'eu-central-1',
      AWS_EC2_METADATA_DISABLED: 'true',
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      NODE_NO_WARNINGS: '1',
    },
  });
}

test('cdk synth > template.yaml is a template, whatever the build in front of it says', async () => {
  const finished = await cdk('synth');
  expect(finished).toMatchObject({ kind: 'exited', code: 0 });
  const { stdout, stderr } = finished as { stdout: string; stderr: string };
  expect(Object.keys(parse(stdout) as object)).toEqual(expect.arrayContaining(['Resources', 'Rules']));
  expect(stderr).toContain('cdk-compose build: nothing was built, no valid AWS credentials');
});
