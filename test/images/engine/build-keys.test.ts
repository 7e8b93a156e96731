import { createServer } from 'node:net';
import { join } from 'node:path';
import { readImageLock } from '../../../lib/images/image-lock-file.js';
import { folder, write } from '../folder.js';
import { runBuild, type BuildRun } from '../run-build.js';
import { base, buildx, describeWithEngine, openRegistry } from './engine.js';

jest.setTimeout(60_000);

let count = 0;

/** Builds one service whose `build` is this, in a folder with these files; the Dockerfile's steps see whether it counts. */
async function built(
  build: string,
  steps: string,
  {
    files = {},
    rest = '',
    environment = {},
  }: {
    readonly files?: Readonly<Record<string, string>>;
    readonly rest?: string;
    readonly environment?: Readonly<Record<string, string>>;
  } = {},
): Promise<BuildRun & { readonly root: string; readonly name: string }> {
  const name = `keys${process.pid}x${count++}`;
  const root = folder({
    'compose.yaml': `name: ${name}\nservices:\n  web:\n    build: ${build}\n${rest}`,
    Dockerfile: `FROM ${base}\nCOPY a /a\n${steps}\n`,
    a: name,
    ...files,
  });
  const run = await runBuild(root, ['--registry', openRegistry, '--format', 'json'], { environment });
  return { ...run, root, name };
}

const done = (run: BuildRun) => [run.code, run.stderr.match(/error.*/)?.[0], run.images[0]?.outcome];
const success = [0, undefined, 'built'];
const digestOf = (root: string) =>
  Object.values(readImageLock(join(root, 'compose.images.json')).value?.images ?? {})[0]?.digest ?? '';

async function fromRegistry<T>(name: string, path: string): Promise<T> {
  const accept = ['manifest', 'index'].map((kind) => `application/vnd.oci.image.${kind}.v1+json`).join(', ');
  const response = await fetch(`http://${openRegistry}/v2/${name}/${path}`, { headers: { accept } });
  return (await response.json()) as T;
}

describeWithEngine('a key of build reaches BuildKit', () => {
  test.each<[string, string, string, Readonly<Record<string, string>>]>([
    ['args', '{context: ., args: {A: x y, B: "$$b"}}', 'ARG A B\nRUN test "$A$B" = "x y\\$b"', {}],
    ['args of the environment', '{context: ., args: [A]}', 'ARG A\nRUN test "$A" = here', {}],
    ['target', '{context: ., target: early}', `FROM ${base} AS early\nRUN true\nFROM ${base}\nRUN false`, {}],
    [
      'dockerfile',
      '{context: ., dockerfile: sub/Other}',
      'RUN false',
      { 'sub/Other': `FROM ${base}\nRUN true` },
    ],
    [
      'dockerfile_inline',
      `{context: ., dockerfile_inline: "FROM ${base}\\nCOPY a /b\\nRUN test -s /b"}`,
      'RUN false',
      {},
    ],
    [
      'extra_hosts',
      '{context: ., extra_hosts: {one: 10.1.2.3}}',
      'RUN grep -E "10.1.2.3\\s+one" /etc/hosts',
      {},
    ],
    ['network: none', '{context: ., network: none}', 'RUN test "$(ls /sys/class/net)" = lo', {}],
    [
      'network: host, with its entitlement',
      '{context: ., network: host, entitlements: [network.host]}',
      `RUN wget -q -O /c http://${openRegistry}/v2/`,
      {},
    ],
    ['shm_size', '{context: ., shm_size: 128mb}', 'RUN df -m /dev/shm | grep -E " 128 "', {}],
    [
      'ulimits',
      '{context: ., ulimits: {nofile: {soft: 1234, hard: 4321}}}',
      'RUN test $(ulimit -n) = 1234',
      {},
    ],
    [
      'additional_contexts',
      `{context: ., additional_contexts: {more: ./more, image: "docker-image://${base}"}}`,
      'COPY --from=more x /x\nCOPY --from=image /bin/busybox /y\nRUN test -s /x -a -s /y',
      { 'more/x': 'x' },
    ],
    [
      'x-bake',
      '{context: ., x-bake: {contexts: {more: ./more}, no-cache-filter: [none], pull: true}}',
      'COPY --from=more x /x\nRUN test -s /x',
      { 'more/x': 'x' },
    ],
  ])('%s', async (_, build, steps, files) => {
    expect(done(await built(build, steps, { files, environment: { A: 'here' } }))).toEqual(success);
  });

  test.each([
    ['no_cache: true', 'new'],
    ['no_cache: false', 'same'],
    ['x-bake: {no-cache-filter: [moment]}', 'new'],
    ['no_cache_filter: [moment]', 'new'],
    ['no_cache_filter: [other]', 'same'],
  ])('%s: a step whose inputs are the same has a %s result', async (key, result) => {
    const steps = `FROM ${base} AS moment\nRUN cat /proc/uptime >/moment`;
    const run = await built(`{context: ., ${key}}`, steps);
    const before = digestOf(run.root);
    write(run.root, 'README', 'no part of the image');
    expect((await runBuild(run.root, ['--registry', openRegistry])).code).toBe(0);
    expect(digestOf(run.root) === before ? 'same' : 'new').toBe(result);
  });

  test('labels', async () => {
    const run = await built('{context: ., labels: {a.b: "c d"}}', '');
    const { config } = await fromRegistry<{ config: { digest: string } }>(
      run.name,
      `manifests/${digestOf(run.root)}`,
    );
    expect(await fromRegistry(run.name, `blobs/${config.digest}`)).toMatchObject({
      config: { Labels: { 'a.b': 'c d' } },
    });
  });

  test('ssh: the agent of whoever builds', async () => {
    const agent = createServer().unref();
    const socket = join(folder(), 'agent');
    await new Promise<void>((resolve) => agent.listen(socket, resolve));
    const steps = 'RUN --mount=type=ssh test -S "$SSH_AUTH_SOCK"';
    const environment = { SSH_AUTH_SOCK: socket };
    expect(done(await built('{context: ., ssh: [default]}', steps, { environment }))).toEqual(success);
    agent.close();
  });

  test('ssh: without an agent says so before anything is built', async () => {
    const run = await built('{context: ., ssh: [default]}', 'RUN true', {
      environment: { SSH_AUTH_SOCK: '' },
    });
    expect(done(run)).toEqual([1, expect.stringContaining('SSH'), 'failed']);
  });

  test('an entitlement that the builder does not have is told', async () => {
    const run = await built('{context: ., privileged: true}', 'RUN true');
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(/security\.insecure/);
  });

  test('sbom: the list of a generator stands beside the image, which keeps its digest', async () => {
    const scanner = `${openRegistry}/scanner${process.pid}:1`;
    const statement = JSON.stringify({
      _type: 'https://in-toto.io/Statement/v0.1',
      predicateType: 'https://spdx.dev/Document',
      subject: [],
      predicate: { spdxVersion: 'SPDX-2.3', name: 'found' },
    });
    const context = folder({
      Dockerfile: `FROM ${base}\nCOPY list /list\nCMD ["/bin/sh", "-c", "cp /list $BUILDKIT_SCAN_DESTINATION/list.spdx.json"]\n`,
      list: statement,
    });
    await buildx(['build', '-q', '-t', scanner, '--push', '--provenance=false', context]);
    const build = `{context: ., sbom: "generator=${scanner}"}`;
    const run = await built(build, 'RUN true');
    expect(done(run)).toEqual(success);
    const digest = digestOf(run.root);
    const { manifests } = await fromRegistry<{
      manifests: { digest: string; annotations?: Record<string, string> }[];
    }>(run.name, `manifests/${digest}`);
    const attested = manifests.find(
      ({ annotations }) => annotations?.['vnd.docker.reference.type'] === 'attestation-manifest',
    );
    expect(await fromRegistry(run.name, `manifests/${attested?.digest}`)).toMatchObject({
      layers: [{ annotations: { 'in-toto.io/predicate-type': 'https://spdx.dev/Document' } }],
    });
    write(run.root, 'README', 'no part of the image');
    await runBuild(run.root, ['--registry', openRegistry]);
    expect(digestOf(run.root)).toBe(digest);
  });

  test('an unknown key is refused where it stands', async () => {
    const run = await built('{context: ., contxt: x}', 'RUN true');
    expect([run.code, run.stderr]).toEqual([1, expect.stringMatching(/compose\.yaml:4:.*contxt/)]);
  });
});
