import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as keys from '../../lib/keys/index.js';

const REGISTRIES = {
  '.': keys.serviceKeys,
  build: keys.buildKeys,
  deploy: keys.deployKeys,
  network: keys.networkKeys,
  volume: keys.volumeKeys,
  secret: keys.secretKeys,
  config: keys.configKeys,
  model: keys.modelKeys,
};

test.each(Object.entries(REGISTRIES))(
  'every key of %s has its tests in a file of its own',
  (folder, registry) => {
    const without = registry
      .map(({ key }) => join(folder, `${key.replaceAll('_', '-')}.test.ts`))
      .filter((file) => !existsSync(join(__dirname, file)));
    expect(without).toEqual([]);
  },
);
