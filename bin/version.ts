import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version in the package.json that this program was installed with: beside bin/ in the sources, above dist/ when compiled. */
export function version(): string {
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    try {
      const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<
        string,
        unknown
      >;
      if (manifest['name'] === 'cdk-compose') return String(manifest['version']);
    } catch {
      // No package.json in this folder: look above it.
    }
  }
  return 'unknown';
}
