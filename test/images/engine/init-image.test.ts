/** The init image as it is built and as it runs: what a service finds in the volume that both mount. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { runCommand } from '../../../lib/images/process.js';
import { root } from '../../support/source-files.js';
import { base, buildx, describeWithEngine, openRegistry } from './engine.js';

const image = `${openRegistry}/shop:init`;

async function docker(args: readonly string[], variables: Readonly<Record<string, string>> = {}) {
  const finished = await runCommand({
    argv: ['docker', ...args],
    environment: { ...process.env, ...variables },
  });
  if (finished.kind !== 'exited') throw new Error(finished.kind);
  return finished;
}

/** Runs the init container, then another one that mounts the volume read-only as a service does. */
async function written(order: readonly string[], variables: Readonly<Record<string, string>>, see: string) {
  const volume = `secrets-${randomBytes(4).toString('hex')}`;
  const names = Object.keys(variables).flatMap((name) => ['-e', name]);
  const init = await docker(
    ['run', '--rm', '--network=none', ...names, '-v', `${volume}:/run/secrets`, image, ...order],
    variables,
  );
  const seen = await docker([
    ...words(`run --rm --network=none --user 1000:1000 -v ${volume}:/run/secrets:ro ${base} sh -c`),
    see,
  ]);
  return { init, seen };
}

function words(line: string): readonly string[] {
  return line.split(' ');
}

describeWithEngine('the init image', () => {
  beforeAll(async () => {
    await buildx([
      'build',
      '--build-context',
      `public.ecr.aws/docker/library/busybox:1.37.0-musl=docker-image://${base}`,
      ...words(`--push --tag ${image}`),
      join(root, 'lib/images/init-container'),
    ]);
  }, 60_000);

  test('writes a file byte for byte', async () => {
    const value = `${String.fromCodePoint(...Array.from({ length: 0x7ff }, (_, code) => code + 1))}\r\n\n`;
    const { init, seen } = await written(
      ['file', 'S', '/run/secrets/db', '0', '0', '0444', 'text'],
      { S: value },
      'base64 /run/secrets/db',
    );
    expect(init).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect(Buffer.from(seen.stdout, 'base64').toString()).toBe(value);
  });

  test('writes bytes that are no text', async () => {
    const bytes = randomBytes(10_000);
    const { seen } = await written(
      ['file', 'S', '/run/secrets/db', '0', '0', '0444', 'base64'],
      { S: bytes.toString('base64') },
      'base64 /run/secrets/db',
    );
    expect(Buffer.from(seen.stdout, 'base64')).toEqual(bytes);
  });

  test('gives files their owner and mode, and folders to whoever runs', async () => {
    const { seen } = await written(
      words('file A /run/secrets/mine/key 1000 1001 0400 text file B /run/secrets/theirs 0 0 0400 text'),
      { A: 'a', B: 'b' },
      'stat -c "%u %g %a" /run/secrets/mine/key /run/secrets/theirs; cat /run/secrets/mine/key; cat /run/secrets/theirs; touch /run/secrets/x',
    );
    expect(seen.stdout).toBe('1000 1001 400\n0 0 400\na');
    expect(seen.stderr).toMatch(/theirs.*Permission denied[^]*Read-only file system/);
  });

  test('fails, so that the service does not start, when a secret did not come', async () => {
    const { init } = await written(['file', 'S', '/run/secrets/db', '0', '0', '0444', 'text'], {}, 'true');
    expect(init).toMatchObject({
      code: 1,
      stderr: 'init: S is not set, so /run/secrets/db cannot be written\n',
    });
  });

  test('adds to the search list what it had before', async () => {
    const { stdout } = await docker([
      ...words(`run --rm --dns-search eu-central-1.compute.internal --entrypoint sh ${image} -c`),
      'sh /init.sh search shop.internal && grep ^search /etc/resolv.conf | tail -n 1',
    ]);
    expect(stdout).toBe('search shop.internal eu-central-1.compute.internal\n');
  });
});
