import { buildSync } from 'esbuild';
import { join } from 'node:path';
import { runCommand } from '../../lib/images/process.js';
import { root } from '../support/source-files.js';

const inRoot = (...path: string[]): string => join(root, ...path);
// Compiled, as users run it; where Node.js finds the packages of this repository.
const compiled = inRoot('node_modules', '.cache', 'cdk-compose-test');

/** Compiles the programs that a cdk.json names. */
export function compilePrograms(): void {
  buildSync({
    entryPoints: [inRoot('bin', 'cdk-compose.ts'), inRoot('bin', 'app.ts')],
    outdir: compiled,
    bundle: true,
    platform: 'node',
    packages: 'external',
  });
}

/** A cdk.json that builds before the app, as `cdk-compose init` writes it. @param options - More words for the build. */
export function cdkJson(options = ''): string {
  const program = (name: string): string => `${process.execPath} ${join(compiled, name)}`;
  return JSON.stringify({
    app: `${program('cdk-compose.js')} build --if-stale ${options} && ${program('app.js')}`,
    context: { 'compose:files': 'compose.yaml' },
  });
}

/** Runs the CDK CLI in a folder; gives its output. */
export async function cdk(
  directory: string,
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = {},
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const finished = await runCommand({
    argv: [process.execPath, inRoot('node_modules', 'aws-cdk', 'bin', 'cdk'), ...args, '--no-notices'],
    directory,
    environment: {
      PATH: process.env['PATH'],
      HOME: directory,
      AWS_REGION: 'eu-central-1',
      AWS_EC2_METADATA_DISABLED: 'true',
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      NODE_NO_WARNINGS: '1',
      ...environment,
    },
  });
  if (finished.kind !== 'exited') throw new Error(`cdk ${args.join(' ')}: ${finished.kind}`);
  return finished;
}
