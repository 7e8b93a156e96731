/** What is deployed is a file of this repository: the same bytes on every machine, and never behind its source. */
import { buildSync } from 'esbuild';
import { join } from 'node:path';
import { expectFile } from '../support/golden.js';
import { root } from '../support/source-files.js';

function bundle(): string {
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: ['lib/constructs/jobs/handler/index.ts'],
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    // The Lambda runtime has them.
    external: ['@aws-sdk/*'],
    charset: 'utf8',
    write: false,
    outfile: join(root, 'index.js'),
  });
  return outputFiles[0]?.text ?? '';
}

test('the bundle of the job handler is what its source makes (UPDATE=1 writes it)', () => {
  const code = bundle();
  expect(code).toContain('handler: () =>');
  expectFile('lib/constructs/jobs/asset/index.js', code);
});

test('the bundle needs nothing but Node.js and the SDK of the Lambda runtime', () => {
  const needed = [...bundle().matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name);
  expect(new Set(needed)).toEqual(
    new Set([
      'node:crypto',
      'node:https',
      '@aws-sdk/client-cloudformation',
      '@aws-sdk/client-cloudwatch-logs',
      '@aws-sdk/client-ecs',
      '@aws-sdk/client-sfn',
      '@aws-sdk/client-ssm',
    ]),
  );
});
