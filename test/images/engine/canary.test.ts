import { chmodSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { folder, write } from '../folder.js';
import { runBuild } from '../run-build.js';
import { base, describeWithEngine, guardedRegistry, openRegistry } from './engine.js';

jest.setTimeout(60_000);

const canaries = ['canary-of-a-file', 'canary-of-a-variable', Buffer.from('AWS:pw').toString('base64')];
const held = (text: string): readonly string[] => canaries.filter((canary) => text.includes(canary));

/** The words of every process of this machine that could be seen now. */
function commandLines(): string {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((id) => {
      try {
        return readFileSync(`/proc/${id}/cmdline`, 'utf8');
      } catch {
        return '';
      }
    })
    .join('\n');
}

/** Every blob that a registry stores, unpacked. */
function blobs(storage: string): string {
  return readdirSync(storage, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('/data'))
    .map((path) => {
      const bytes = readFileSync(join(storage, path));
      return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('latin1');
    })
    .join('\n');
}

describeWithEngine('secrets of a build', () => {
  test('are read by its steps, and are nowhere else', async () => {
    const shim = folder();
    const stdin = join(shim, 'stdin');
    // Keeps the bake file as buildx gets it, and holds what the process list shows for a moment.
    write(
      shim,
      'docker',
      `#!/bin/sh\nPATH=\${PATH#*:}\ncase "$*" in *bake*) tee ${stdin} | docker "$@";; *) exec docker "$@";; esac\n`,
    );
    chmodSync(join(shim, 'docker'), 0o755);
    const root = folder({
      'compose.yaml': [
        `name: canary${process.pid}`,
        'services:',
        '  web: {build: {context: ., secrets: [one, two]}}',
        'secrets: {one: {file: ./secret/one.txt}, two: {environment: SECOND}}',
        '',
      ].join('\n'),
      '.env': 'SECOND=canary-of-a-variable\n',
      '.dockerignore': '.env\nsecret\n',
      Dockerfile: `FROM ${base}\nRUN --mount=type=secret,id=one --mount=type=secret,id=two sleep 1; cat /run/secrets/one /run/secrets/two | wc -c >/length\n`,
    });
    write(root, 'secret/one.txt', 'canary-of-a-file');
    let seen = '';
    const watch = setInterval(() => (seen += commandLines()), 20);
    const environment = {
      DOCKER_AUTH_CONFIG: JSON.stringify({ auths: { [guardedRegistry]: { auth: canaries[2] } } }),
    };
    const options = { environment, path: `${shim}:${process.env['PATH']}` };
    const built = await runBuild(root, ['--registry', guardedRegistry, '--format', 'json'], options);
    clearInterval(watch);
    expect([built.code, built.images.map(({ outcome }) => outcome)]).toEqual([0, ['built']]);

    const printed = await runBuild(root, ['--print'], options);
    const again = await runBuild(root, ['--registry', guardedRegistry], options);
    const stored = blobs(join(process.env['CDK_COMPOSE_ENGINE'] ?? '', 'guarded'));
    // The watch saw buildx at work, the shim saw the bake file, the registry has the layer that read both.
    expect(seen).toContain('--metadata-file');
    expect(readFileSync(stdin, 'utf8')).toContain('"secret":["id=one,type=file');
    expect(stored).toContain('length');
    for (const { stdout, stderr } of [built, printed, again]) expect(held(stdout + stderr)).toEqual([]);
    for (const text of [seen, stored, readFileSync(stdin, 'utf8')]) expect(held(text)).toEqual([]);
    expect(held(readFileSync(join(root, 'compose.images.json'), 'utf8'))).toEqual([]);
  });

  test('and are not in what is said of a step that printed one and failed', async () => {
    const root = folder({
      'compose.yaml': `name: canary${process.pid}\nservices:\n  web: {build: {context: ., secrets: [two]}}\nsecrets: {two: {environment: SECOND}}\n`,
      Dockerfile: `FROM ${base}\nRUN --mount=type=secret,id=two cat /run/secrets/two; exit 3\n`,
    });
    const environment = { SECOND: 'canary-of-a-variable' };
    const { code, stdout, stderr } = await runBuild(root, ['--registry', openRegistry], { environment });
    expect([code, stderr]).toEqual([1, expect.stringContaining('  | …')]);
    expect(held(stdout + stderr)).toEqual([]);
  });
});
