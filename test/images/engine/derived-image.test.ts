import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readImageLock } from '../../../lib/images/image-lock-file.js';
import { folder, write } from '../folder.js';
import { runBuild } from '../run-build.js';
import { base, describeWithEngine, openRegistry } from './engine.js';

jest.setTimeout(120_000);

let count = 0;

/** A project whose base image has a folder of its own, and whose services mount files. */
function project(): { readonly root: string; readonly name: string } {
  const name = `files${process.pid}x${count++}`;
  const root = folder({
    'compose.yaml': [
      `name: ${name}`,
      'services:',
      '  web:',
      '    build: ./web',
      '    volumes: ["./conf.d:/etc/web/conf.d:ro", "./motd.txt:/etc/web/motd.txt"]',
      '    configs: [{source: app, target: /etc/web/app.conf, uid: "7", gid: "8", mode: 0440}]',
      '  pulled:',
      `    image: "${base}"`,
      '    volumes: ["./motd.txt:/motd.txt"]',
      'configs:',
      '  app: {content: "the config ${WORD}"}',
    ].join('\n'),
    '.env': 'WORD=spoken',
    'web/Dockerfile': `FROM ${base}\nCOPY default.conf /etc/web/conf.d/\nRUN mkdir -m 1777 /scratch\nUSER 1000\nVOLUME /data\n`,
    'web/default.conf': 'default',
    'conf.d/site.conf': 'site',
    'conf.d/sub/run.sh': '#!/bin/sh',
    'motd.txt': 'the message',
  });
  chmodSync(join(root, 'conf.d/sub/run.sh'), 0o755);
  chmodSync(join(root, 'motd.txt'), 0o600);
  return { root, name };
}

const lockOf = (root: string) => readImageLock(join(root, 'compose.images.json')).value?.images ?? {};

/** What a container of the image sees, after the engine has forgotten everything that it built. */
function seenIn(image: string, script: string): string {
  const docker = (...args: readonly string[]) => execFileSync('docker', args, { encoding: 'utf8' });
  docker('system', 'prune', '-af');
  docker('pull', '-q', image);
  return docker('run', '--rm', '--network', 'none', '--user', '0', image, '/bin/sh', '-c', script);
}

function derived(root: string, service: string): { readonly tag: string; readonly digest: string } {
  const [[tag, { digest }] = ['', { digest: '' }]] = Object.entries(lockOf(root)).filter(
    ([, { services, inputs = {} }]) => services.includes(service) && 'base' in inputs,
  );
  return { tag, digest };
}

describeWithEngine('files that are laid over an image', () => {
  test('are in the pushed image at their exact places, with mode and owner, and hide what a mount would', async () => {
    const { root, name } = project();
    const { code, stderr, images } = await runBuild(root, ['--registry', openRegistry, '--format', 'json']);
    expect([code, stderr]).toEqual([0, expect.any(String)]);
    expect(images.filter(({ outcome }) => outcome === 'built')).toHaveLength(3);
    const { digest, tag } = derived(root, 'web');
    expect(lockOf(root)[tag]).toMatchObject({
      config: { user: '1000', volumes: ['/data'] },
      platforms: ['linux/amd64'],
    });
    const listing = seenIn(
      `${openRegistry}/${name}@${digest}`,
      "cd /etc/web && find . | sort | xargs stat -c '%a %u:%g %n' && cat motd.txt app.conf && stat -c %a /scratch",
    );
    expect(listing.split('\n')).toEqual([
      '755 0:0 .',
      '440 7:8 ./app.conf',
      '755 0:0 ./conf.d',
      '644 0:0 ./conf.d/site.conf',
      '755 0:0 ./conf.d/sub',
      '755 0:0 ./conf.d/sub/run.sh',
      '644 0:0 ./motd.txt',
      'the messagethe config spoken1777',
      '',
    ]);
    const pulled = derived(root, 'pulled');
    expect(seenIn(`${openRegistry}/${name}@${pulled.digest}`, 'cat /motd.txt')).toBe('the message');
  });

  test('are nowhere else: not in the bake file, the lock or the output, and no folder is left', async () => {
    const { root } = project();
    const staged = (): readonly string[] =>
      readdirSync(tmpdir()).filter((entry) => entry.startsWith('cdk-compose-files-'));
    const before = staged();
    const { stdout, stderr } = await runBuild(root, ['--registry', openRegistry, '--format', 'json']);
    const printed = (await runBuild(root, ['--print'])).stdout;
    const lock = readFileSync(join(root, 'compose.images.json'), 'utf8');
    for (const text of [stdout, stderr, printed, lock]) expect(text).not.toMatch(/the message|spoken|site"/);
    expect(JSON.parse(printed)).toMatchObject({
      target: { 'web-files': { contexts: { base: 'target:web' } } },
    });
    expect(staged()).toEqual(before);
  });

  test('change one image when one file changes, and say which', async () => {
    const { root } = project();
    await runBuild(root, ['--registry', openRegistry]);
    expect((await runBuild(root, ['--frozen'])).code).toBe(0);
    write(root, 'conf.d/site.conf', 'another site');
    const explained = (await runBuild(root, ['--explain', 'web'])).stdout;
    expect(explained).toMatch(/^ {2}files at \/etc\/web\/conf\.d +changed$/m);
    expect(explained).toMatch(/^ {2}files at \/etc\/web\/motd\.txt +same$/m);
    const { images } = await runBuild(root, ['--registry', openRegistry, '--format', 'json']);
    expect(images.filter(({ outcome }) => outcome === 'built').map(({ services }) => services)).toEqual([
      ['web'],
    ]);
    expect(existsSync(join(root, 'compose.images.json'))).toBe(true);
    expect((await runBuild(root, ['--frozen'])).code).toBe(0);
  });
});
