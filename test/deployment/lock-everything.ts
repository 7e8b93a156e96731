import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readProjectInputs } from '../../bin/project-inputs.js';
import { formatImageLock, imageLockName } from '../../lib/images/image-lock-file.js';

/**
 * Writes the image lock that `cdk-compose build` would leave in a project's folder, with invented digests: what is
 * deployed to an imitation of AWS never runs, so nothing needs to be built.
 */
export function lockEverything(folder: string): void {
  const { value: inputs } = readProjectInputs(
    {},
    {
      directory: folder,
      environment: {},
      stdout: { write: () => undefined, colour: false },
      stderr: { write: () => undefined, colour: false },
      readStdin: () => '',
      onInterrupt: () => () => undefined,
    },
  );
  const images = Object.entries(inputs?.images ?? {}).map(([service, { key }]) => [
    key,
    {
      digest: `sha256:${createHash('sha256').update(key).digest('hex')}`,
      platforms: ['linux/amd64'],
      services: [service],
      config: {},
    },
  ]);
  writeFileSync(
    join(folder, imageLockName),
    formatImageLock({ version: 1, images: Object.fromEntries(images) }),
  );
}
