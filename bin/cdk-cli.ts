import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** How the CDK CLI is called from a folder: its own package `aws-cdk`, else the one on the PATH. */
export function cdkCli(directory: string): readonly [string, ...string[]] {
  try {
    const manifest = createRequire(join(directory, 'package.json')).resolve('aws-cdk/package.json');
    return [process.execPath, join(dirname(manifest), 'bin', 'cdk')];
  } catch {
    return ['cdk'];
  }
}
