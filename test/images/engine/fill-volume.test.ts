/** The filling of volumes as it runs on ECS, in containers of images without a shell; Docker's own is the measure. */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../../lib/images/process.js';
import { root } from '../../support/source-files.js';
import { base, buildx, describeWithEngine, openRegistry } from './engine.js';

jest.setTimeout(120_000);

const init = `${openRegistry}/shop:fill-init`;
const bare = `${openRegistry}/shop:fill-bare`;
const tools = `tools-${randomBytes(4).toString('hex')}`;

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function docker(...args: readonly string[]): Promise<Ran> {
  const finished = await runCommand({ argv: ['docker', ...args], environment: process.env });
  if (finished.kind !== 'exited') throw new Error(finished.kind);
  return finished;
}

const newVolume = (): string => `volume-${randomBytes(4).toString('hex')}`;

/** Runs the filling container as its task definition says. */
function fill(volume: string, order: readonly string[], more: readonly string[] = []): Promise<Ran> {
  const as = '--rm --network=none --user=0 --entrypoint=/.cdk-compose/busybox'.split(' ');
  const mounts = ['-v', `${tools}:/.cdk-compose:ro`, '-v', `${volume}:/.cdk-compose-volume-0`];
  return docker('run', ...as, ...mounts, ...more, bare, 'sh', '/.cdk-compose/fill.sh', ...order);
}

const fillOnce = (volume: string, source = '/srv/site'): Promise<Ran> =>
  fill(volume, ['fill', source, '/.cdk-compose-volume-0', 'f00d-0']);

/** What a service sees in the volume. */
async function shell(volume: string, script: string): Promise<string> {
  const run = ['run', '--rm', '--network=none', '--user=0', '-v', `${volume}:/v`, base, 'sh', '-c'];
  const { stdout, stderr } = await docker(...run, `cd /v && ${script}`);
  return stdout + stderr;
}

const listing = (volume: string): Promise<string> =>
  shell(
    volume,
    "find . -print0 | sort -z | xargs -0 stat -c '%A %u:%g %n'; find . -type f -print0 | sort -z | xargs -0 stat -c '%Y %s %n'; find . -type f -print0 | sort -z | xargs -0 md5sum",
  );

/** What Docker itself makes of an empty volume at a path of the image. */
async function filledByDocker(path: string): Promise<string> {
  const volume = newVolume();
  await docker('create', '-v', `${volume}:${path}`, bare, 'nothing');
  return volume;
}

function imageFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-compose-fill-'));
  const put = (path: string, text: string, mode = 0o644): void => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
    chmodSync(join(folder, path), mode);
  };
  put('site/index.html', 'welcome');
  put('site/.htaccess', 'hidden', 0o600);
  put('site/..odd', 'odd');
  put('site/bin/run me', '#!/bin/sh', 0o4755);
  put('site/with\nnewline', 'newline');
  put('site/locked/inside', 'inside', 0o400);
  chmodSync(join(folder, 'site/locked'), 0o550);
  mkdirSync(join(folder, 'site/empty'), { mode: 0o700 });
  symlinkSync('/nowhere/at/all', join(folder, 'site/link'));
  for (let index = 0; index < 600; index++) put(`site/many/${index % 40}/${index}.txt`, `${index}`);
  mkdirSync(join(folder, 'data'));
  chmodSync(join(folder, 'data'), 0o750);
  put('theirs/app.conf', 'first', 0o640);
  const dockerfile =
    'FROM scratch\nCOPY --chown=33:44 site /srv/site\nCOPY --chown=7:8 --chmod=0750 data /srv/data\nCOPY theirs /srv/site/theirs\nUSER 1000\n';
  put('Dockerfile', dockerfile);
  return folder;
}

describeWithEngine('the filling of a volume', () => {
  beforeAll(async () => {
    const busybox = `public.ecr.aws/docker/library/busybox:1.37.0-musl=docker-image://${base}`;
    const initFolder = join(root, 'lib/images/init-container');
    await buildx(['build', '--build-context', busybox, '--push', '--tag', init, initFolder]);
    await buildx(['build', '--push', '--tag', bare, imageFolder()]);
    await docker('run', '--rm', '-v', `${tools}:/tools`, init, 'tools', '/tools');
  }, 120_000);

  test('of an image that has no shell is Docker’s: files, owners, modes and their times', async () => {
    const volume = newVolume();
    expect(await fillOnce(volume)).toMatchObject({ code: 0, stdout: '', stderr: '' });
    const seen = await listing(volume);
    expect(seen).toContain('-rwsr-xr-x 33:44');
    expect(seen).toBe(await listing(await filledByDocker('/srv/site')));
  });

  test('gives an empty folder its owner and mode', async () => {
    const volume = newVolume();
    await fillOnce(volume, '/srv/data');
    expect(await shell(volume, "stat -c '%a %u:%g' .")).toBe('750 7:8\n');
    expect(await listing(volume)).toBe(await listing(await filledByDocker('/srv/data')));
  });

  test('leaves a volume alone that holds something, and one whose folder the image lacks', async () => {
    const volume = newVolume();
    await shell(volume, 'mkdir lost+found && touch mine && chown 5:6 .');
    const before = await listing(volume);
    await fillOnce(volume);
    expect(await listing(volume)).toBe(before);
    expect(await fillOnce(newVolume(), '/srv/none')).toMatchObject({ code: 0, stderr: '' });
  });

  test('is done once: what the service deletes stays away', async () => {
    const volume = newVolume();
    await fillOnce(volume);
    await shell(volume, 'rm index.html && echo changed >..odd');
    const before = await listing(volume);
    expect((await fillOnce(volume)).code).toBe(0);
    expect(await listing(volume)).toBe(before);
  });

  test('by several tasks at the same time is that of one', async () => {
    const volume = newVolume();
    const ran = await Promise.all([1, 2, 3, 4].map(() => fillOnce(volume)));
    expect(ran.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    expect(await listing(volume)).toBe(await listing(await filledByDocker('/srv/site')));
  });

  // Each round meets at another moment.
  test.each([1, 2, 3, 4])('by tasks of two images is that of one of them (%s)', async () => {
    const volume = newVolume();
    const order = (source: string, key: string) => ['fill', source, '/.cdk-compose-volume-0', key];
    const ran = await Promise.all([
      fill(volume, order('/srv/site', 'a')),
      fill(volume, order('/srv/site/many', 'b')),
      fill(volume, order('/srv/site', 'c')),
    ]);
    expect(ran.map(({ code }) => code)).toEqual([0, 0, 0]);
    const wanted = await Promise.all(
      ['/srv/site', '/srv/site/many'].map(async (path) => listing(await filledByDocker(path))),
    );
    expect(wanted).toContain(await listing(volume));
  });

  test('goes on after a task that was killed while it copied', async () => {
    const volume = newVolume();
    const name = newVolume();
    const killed = fill(volume, ['fill', '/srv/site', '/.cdk-compose-volume-0', 'f00d-0'], ['--name', name]);
    for (let tries = 0; tries < 200; tries++) {
      const { code } = await docker('exec', name, '/.cdk-compose/busybox', 'sh', '-c', waitsForCopies);
      if (code === 0) break;
    }
    await docker('kill', name);
    expect((await killed).code).toBe(137);
    const left = await shell(volume, 'ls -A; find .cdk-compose-filling/*/files -type f | wc -l');
    expect(left).toMatch(/^\.cdk-compose-filling\n[1-9]/);
    expect((await fillOnce(volume)).code).toBe(0);
    expect(await listing(volume)).toBe(await listing(await filledByDocker('/srv/site')));
  });

  test('goes on after a task that ended while it moved its files', async () => {
    const volume = newVolume();
    await fillOnce(volume);
    const moved = 'mkdir -p .cdk-compose-filling/ready/files && mv many .cdk-compose-filling/ready/files/';
    await shell(volume, `${moved} && mkdir .cdk-compose-finished-0 && chmod 700 . && chown 0:0 .`);
    // Those whose root folder was not set yet, that is.
    await shell(volume, 'chown 33:44 .cdk-compose-filling/ready/files');
    expect((await fillOnce(volume)).code).toBe(0);
    const wanted = await shell(
      await filledByDocker('/srv/site'),
      "find . -mindepth 1 | sort; stat -c '%u:%g' .",
    );
    expect(await shell(volume, "find . -mindepth 1 | sort; stat -c '%u:%g' .")).toBe(wanted);
  });

  test('through an access point that acts as one user keeps that owner, and says nothing', async () => {
    const volume = newVolume();
    await shell(volume, 'chown 1000:1000 .');
    const order = ['fill', '/srv/site/many', '/.cdk-compose-volume-0', 'f00d-0'];
    expect(await fill(volume, order, ['--user=1000'])).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect(await shell(volume, 'find . ! -user 1000; find . -type f | wc -l; stat -c %a 1/1.txt')).toBe(
      '600\n644\n',
    );
  });

  test('fails where it cannot write, so that the service does not start', async () => {
    const order = ['fill', '/srv/site', '/srv/data/none/volume', 'f00d-0'];
    const { code, stderr } = await fill(newVolume(), order, ['--read-only']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/fill: can't fill the volume from \/srv\/site/);
  });

  test('fails where it cannot read a file, and leaves the volume as it was', async () => {
    const volume = newVolume();
    await shell(volume, 'chown 1000:1000 .');
    const order = ['fill', '/srv/site', '/.cdk-compose-volume-0', 'f00d-0'];
    const { code, stderr } = await fill(volume, order, ['--user=1000']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/\.htaccess.*Permission denied[^]*fill: can't copy \/srv\/site/);
    expect(await shell(volume, 'ls -A')).toBe('.cdk-compose-filling\n');
  });

  test('is followed by files that are mounted into it, at each start', async () => {
    const volume = newVolume();
    const order = (source: string) =>
      `fill /srv/site/many/1 /.cdk-compose-volume-0 f00d-0 file ${source} /.cdk-compose-volume-0 etc/app/app.conf`.split(
        ' ',
      );
    await fill(volume, order('/srv/site/theirs/app.conf'));
    const look = "stat -c '%a %u:%g %n' etc etc/app etc/app/app.conf && cat etc/app/app.conf && ls -A";
    expect(await shell(volume, look)).toMatch(
      /^755 0:0 etc\n755 0:0 etc\/app\n640 0:0 etc\/app\/app.conf\nfirst/,
    );
    expect(await shell(volume, 'ls')).toContain('121.txt');
    await shell(volume, 'rm 121.txt');
    await fill(volume, order('/srv/site/index.html'));
    expect(await shell(volume, 'cat etc/app/app.conf; ls -A | grep -c cdk-compose; ls 121.txt')).toMatch(
      /^welcome0\n.*No such file/,
    );
  });
});

const waitsForCopies =
  'test $(/.cdk-compose/busybox find /.cdk-compose-volume-0/.cdk-compose-filling/*/files -type f | /.cdk-compose/busybox wc -l) -gt 20';
