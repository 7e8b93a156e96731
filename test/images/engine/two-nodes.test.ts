import { join } from 'node:path';
import { readImageLock } from '../../../lib/images/image-lock-file.js';
import { folder, write } from '../folder.js';
import { runBuild } from '../run-build.js';
import { registerBuilder, startBuilderNode, type BuilderNode } from './builder-node.js';
import { base, describeWithEngine, openRegistry } from './engine.js';

jest.setTimeout(120_000);

// The shape of a Docker Build Cloud builder: a node for each architecture, and no engine on this machine.
describeWithEngine('a builder of two nodes', () => {
  let nodes: readonly BuilderNode[];
  const config = folder();
  const environment = { BUILDX_CONFIG: config, DOCKER_HOST: 'unix:///nowhere/docker.sock' };

  beforeAll(async () => {
    nodes = [await startBuilderNode(1), await startBuilderNode(2)];
    const [amd64, arm64] = nodes.map(({ endpoint }) => endpoint);
    registerBuilder(config, 'pair', [
      { endpoint: amd64 ?? '', architecture: 'amd64' },
      { endpoint: arm64 ?? '', architecture: 'arm64' },
    ]);
    registerBuilder(config, 'half', [
      { endpoint: amd64 ?? '', architecture: 'amd64' },
      { endpoint: 'unix:///nowhere/buildkit.sock', architecture: 'arm64' },
    ]);
  });
  afterAll(() => nodes.forEach(({ stop }) => stop()));

  const project = (name: string) =>
    folder({
      'compose.yaml': `name: ${name}\nservices:\n  both: {build: {context: ., platforms: [linux/amd64, linux/arm64]}}\n  arm: {build: {context: ., target: arm}, platform: linux/arm64}\n`,
      Dockerfile: 'FROM scratch AS arm\nCOPY a /arm\nFROM scratch\nARG TARGETARCH\nCOPY a /$TARGETARCH\n',
      a: name,
    });
  const build = (root: string, builder: string) =>
    runBuild(root, ['--registry', openRegistry, '--builder', builder, '--format', 'json'], { environment });
  const lockOf = (root: string) => readImageLock(join(root, 'compose.images.json')).value?.images ?? {};

  test('builds each platform on its own node, into one index under the digest of the lock', async () => {
    const name = `pair${process.pid}`;
    const root = project(name);
    const { code, images, stdout } = await build(root, 'pair');
    expect([code, images.map(({ outcome }) => outcome)]).toEqual([0, ['built', 'built']]);
    expect(JSON.parse(stdout)).toMatchObject({ builder: 'builder pair (--builder, driver remote)' });
    const locked = Object.values(lockOf(root));
    expect(locked.map(({ services, platforms }) => [services[0], platforms]).toSorted()).toEqual([
      ['arm', ['linux/arm64']],
      ['both', ['linux/amd64', 'linux/arm64']],
    ]);
    const [both] = locked.filter(({ services }) => services.includes('both'));
    const index = await fetch(`http://${openRegistry}/v2/${name}/manifests/${both?.digest}`, {
      headers: { accept: 'application/vnd.oci.image.index.v1+json' },
    });
    const { manifests } = (await index.json()) as { manifests: { platform: { architecture: string } }[] };
    expect(manifests.map(({ platform }) => platform.architecture).toSorted()).toEqual(['amd64', 'arm64']);

    write(root, 'README', 'no part of the image');
    const before = locked.map(({ digest }) => digest).toSorted();
    expect((await build(root, 'pair')).code).toBe(0);
    expect(
      Object.values(lockOf(root))
        .map(({ digest }) => digest)
        .toSorted(),
    ).toEqual(before);
  });

  test('of which one is away says so, and builds on no other', async () => {
    const root = project(`half${process.pid}`);
    const { code, stderr } = await build(root, 'half');
    expect([code, stderr]).toEqual([1, expect.stringContaining('error[builder-unreachable]')]);
    expect(Object.values(lockOf(root)).flatMap(({ services }) => services)).not.toContain('arm');
  });

  test('finds in a registry what another builder put into its cache there', async () => {
    const name = `cache${process.pid}`;
    const cache = `${openRegistry}/${name}/cache:1`;
    const root = folder({
      'compose.yaml': `name: ${name}\nservices:\n  web: {build: {context: ., cache_from: ["type=registry,ref=${cache}"], cache_to: ["type=registry,ref=${cache},mode=max"]}}\n`,
      Dockerfile: `FROM ${base}\nCOPY a /a\nRUN cat /proc/uptime >/b\n`,
      a: name,
    });
    const first = await runBuild(root, ['--registry', openRegistry, '--format', 'json']);
    expect(first.images).toMatchObject([{ outcome: 'built', cachedSteps: expect.any(Number) }]);
    write(root, 'README', 'no part of the image');
    // Its own cache is empty.
    const second = await build(root, 'pair');
    expect([second.code, second.images]).toMatchObject([0, [{ outcome: 'built', unchanged: true }]]);
  });
});
