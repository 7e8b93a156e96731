import { join } from 'node:path';
import { readImageLock } from '../../../lib/images/image-lock-file.js';
import { folder } from '../folder.js';
import { runBuild } from '../run-build.js';
import { base, describeWithEngine, openRegistry, registryProxy } from './engine.js';

jest.setTimeout(60_000);

describeWithEngine('a rival that pushes first', () => {
  test('costs nobody a build: its image counts, and the siblings that buildx gave up are built', async () => {
    const name = `race${process.pid}`;
    const root = folder({
      'compose.yaml': `name: ${name}\nservices:\n  api: {build: ./api}\n  web: {build: ./web}\n`,
      'api/Dockerfile': `FROM ${base}\nRUN sleep 4; echo ${name} >/a\n`,
      'web/Dockerfile': `FROM ${base}\nRUN echo ${name} >/b\n`,
    });
    const refused: string[] = [];
    // An immutable repository refuses a tag that is there, even with the same digest.
    const { host, close } = await registryProxy(async ({ method, url = '', headers }, body) => {
      const tag = /manifests\/(c-[0-9a-f]{32})$/.exec(url)?.[1];
      if (method !== 'PUT' || tag === undefined || refused.length > 0) return undefined;
      refused.push(tag);
      const type = String(headers['content-type']);
      await fetch(`http://${openRegistry}${url}`, {
        method: 'PUT',
        body: new Uint8Array(body),
        headers: { 'content-type': type },
      });
      const message = `tag invalid: The image tag '${tag}' already exists in the '${name}' repository and cannot be overwritten because the repository is immutable.`;
      return [400, JSON.stringify({ errors: [{ code: 'TAG_INVALID', message }] })];
    });
    try {
      const { code, stderr, images } = await runBuild(root, ['--registry', host, '--format', 'json']);
      expect([code, stderr]).toEqual([0, expect.not.stringContaining('error')]);
      expect(images.map(({ outcome }) => outcome)).toEqual(['built', 'built']);
      expect(refused).toHaveLength(1);
      const lock = readImageLock(join(root, 'compose.images.json')).value?.images ?? {};
      expect(Object.keys(lock)).toHaveLength(2);
    } finally {
      close();
    }
  });
});
