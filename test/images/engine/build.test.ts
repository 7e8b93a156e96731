import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { readImageLock } from '../../../lib/images/image-lock-file.js';
import { folder, write } from '../folder.js';
import { runBuild } from '../run-build.js';
import { base, describeWithEngine, guardedRegistry, openRegistry } from './engine.js';

jest.setTimeout(60_000);

const dockerfile = `FROM ${base}\nCOPY a /a\nRUN cat /a\n`;
let count = 0;

/** Three services with a build each, in a project whose name no other test has. */
function shop(): { readonly root: string; readonly name: string } {
  const name = `shop${process.pid}x${count++}`;
  const services = ['api', 'web', 'worker']
    .map((service) => `  ${service}: {build: ./${service}}\n`)
    .join('');
  const files = Object.fromEntries(
    ['api', 'web', 'worker'].flatMap((service) => [
      [`${service}/Dockerfile`, dockerfile],
      [`${service}/a`, `${service} of ${name}`],
    ]),
  );
  return { root: folder({ 'compose.yaml': `name: ${name}\nservices:\n${services}`, ...files }), name };
}

const lockOf = (root: string) => readImageLock(join(root, 'compose.images.json')).value?.images ?? {};

async function digestInRegistry(repository: string, tag: string): Promise<string | null> {
  const response = await fetch(`http://${openRegistry}/v2/${repository}/manifests/${tag}`, {
    method: 'HEAD',
    headers: {
      accept: ['oci.image.manifest.v1', 'oci.image.index.v1', 'docker.distribution.manifest.v2']
        .map((type) => `application/vnd.${type}+json`)
        .join(', '),
    },
  });
  return response.headers.get('docker-content-digest');
}

describeWithEngine('cdk-compose build', () => {
  test('pushes every image under its content tag and locks the digest that the registry has', async () => {
    const { root, name } = shop();
    const { code, images, stdout } = await runBuild(root, ['--registry', openRegistry, '--format', 'json']);
    expect([code, images.map(({ outcome }) => outcome)]).toEqual([0, ['built', 'built', 'built']]);
    expect(JSON.parse(stdout)).toMatchObject({
      project: name,
      builder: expect.stringContaining('driver docker'),
    });
    const lock = Object.entries(lockOf(root));
    expect(lock).toHaveLength(3);
    for (const [tag, { digest, platforms }] of lock) {
      expect(await digestInRegistry(name, tag)).toBe(digest);
      expect(platforms).toEqual(['linux/amd64']);
    }
  });

  test('starts no process when there is nothing to do, and leaves the lock as it is', async () => {
    const { root } = shop();
    await runBuild(root, ['--registry', openRegistry]);
    const before = readFileSync(join(root, 'compose.images.json'), 'utf8');
    const again = await runBuild(root, ['--registry', openRegistry, '--format', 'json'], {
      path: '/nowhere',
    });
    expect(again.images.map(({ outcome }) => outcome)).toEqual(['reused', 'reused', 'reused']);
    expect(readFileSync(join(root, 'compose.images.json'), 'utf8')).toBe(before);
  });

  test('builds one service when one changed, and says which input', async () => {
    const { root } = shop();
    await runBuild(root, ['--registry', openRegistry]);
    write(root, 'web/a', 'other');
    expect((await runBuild(root, ['--frozen'])).code).toBe(1);
    const explained = (await runBuild(root, ['--explain', 'web'])).stdout;
    expect(explained).toMatch(/^ {2}context +changed$/m);
    expect(explained).toMatch(/^ {2}dockerfile +same$/m);
    const { images } = await runBuild(root, ['--registry', openRegistry, '--format', 'json']);
    expect(Object.fromEntries(images.map(({ services, outcome }) => [services[0], outcome]))).toEqual({
      api: 'reused',
      web: 'built',
      worker: 'reused',
    });
    expect((await runBuild(root, ['--frozen'])).code).toBe(0);
    expect(Object.keys(lockOf(root))).toHaveLength(3);
  });

  test('keeps the digest when a file changed that never reaches the image', async () => {
    const { root } = shop();
    await runBuild(root, ['--registry', openRegistry]);
    const digests = () =>
      Object.values(lockOf(root))
        .map(({ digest, services }) => [services, digest])
        .toSorted();
    const before = digests();
    write(root, 'web/README.md', 'x');
    const { images } = await runBuild(root, ['--registry', openRegistry, '--format', 'json']);
    expect(images.filter(({ outcome }) => outcome === 'built').map(({ services }) => services)).toEqual([
      ['web'],
    ]);
    expect(digests()).toEqual(before);
  });

  test('reports the step that failed, keeps what was pushed, and resumes', async () => {
    const { root } = shop();
    write(root, 'api/Dockerfile', `${dockerfile}RUN sleep 2; echo about to fail >&2; exit 7\n`);
    const failed = await runBuild(root, ['--registry', openRegistry]);
    expect(failed.code).toBe(1);
    expect(failed.stderr).toMatch(
      /compose\.yaml:\d+:\d+ error\[build-failed\] the build of api failed at 4\/4 RUN sleep 2/,
    );
    expect(failed.stderr).toContain('| about to fail');
    expect(
      Object.values(lockOf(root))
        .map(({ services }) => services[0])
        .toSorted(),
    ).toEqual(['web', 'worker']);
    write(root, 'api/Dockerfile', dockerfile);
    const { images, code } = await runBuild(root, ['--registry', openRegistry, '--format', 'json']);
    expect([code, ...images.map(({ outcome }) => outcome)]).toEqual([0, 'built', 'reused', 'reused']);
  });

  test('builds a base once, and the next time takes it from the registry', async () => {
    const { root, name } = shop();
    write(
      root,
      'compose.yaml',
      [
        `name: ${name}`,
        'services:',
        '  base: {build: ./api}',
        '  web: {build: {context: ./web, additional_contexts: {parent: "service:base"}}}',
        '',
      ].join('\n'),
    );
    write(root, 'web/Dockerfile', 'FROM parent\nCOPY a /b\nRUN cat /a /b\n');
    expect((await runBuild(root, ['--registry', openRegistry])).code).toBe(0);
    write(root, 'web/a', 'other');
    const { code, images } = await runBuild(root, ['--registry', openRegistry, '--format', 'json']);
    expect([code, ...images.map(({ outcome }) => outcome)]).toEqual([0, 'reused', 'built']);
  });

  test('builds all that is missing in one run of buildx, equal builds once', async () => {
    const { root, name } = shop();
    const shim = folder();
    write(shim, 'docker', `#!/bin/sh\necho "$2" >>${shim}/calls\nPATH=\${PATH#*:}\nexec docker "$@"\n`);
    chmodSync(join(shim, 'docker'), 0o755);
    write(
      root,
      'compose.yaml',
      [
        `name: ${name}`,
        'services:',
        '  api: {build: ./api}',
        '  copy: {build: ./api}',
        '  web: {build: {context: ./web, additional_contexts: {parent: "service:api"}}}',
        '  worker: {build: ./worker, configs: [settings]}',
        'configs: {settings: {content: "a = 1"}}',
        '',
      ].join('\n'),
    );
    write(root, 'web/Dockerfile', 'FROM parent\nCOPY a /b\n');
    const { code, images } = await runBuild(root, ['--registry', openRegistry, '--format', 'json'], {
      path: `${shim}:${process.env['PATH']}`,
    });
    expect([code, images.map(({ services, derived }) => [services.join(), derived ?? false])]).toEqual([
      0,
      [
        ['api,copy', false],
        ['web', false],
        ['worker', false],
        ['worker', true],
      ],
    ]);
    const calls = readFileSync(join(shim, 'calls'), 'utf8').trim().split('\n');
    expect(calls.filter((call) => call === 'bake')).toHaveLength(1);
    const tags = await fetch(`http://${openRegistry}/v2/${name}/tags/list`);
    expect(((await tags.json()) as { tags: string[] }).tags).toHaveLength(4);
  });

  test('an interrupt ends buildx, keeps what was pushed and leaves a lock that holds it', async () => {
    const { root, name } = shop();
    for (const slow of ['web', 'worker']) write(root, `${slow}/Dockerfile`, `${dockerfile}RUN sleep 50\n`);
    const started = Date.now();
    const { code, stderr } = await runBuild(root, ['--registry', openRegistry], {
      interrupted: (interrupt) => {
        const timer = setInterval(async () => {
          const pushed = await fetch(`http://${openRegistry}/v2/${name}/tags/list`);
          if (!pushed.ok) return;
          clearInterval(timer);
          interrupt();
        }, 100);
      },
    });
    expect([code, stderr]).toEqual([130, expect.stringContaining('error[build-interrupted]')]);
    expect(Date.now() - started).toBeLessThan(40_000);
    expect(Object.values(lockOf(root)).map(({ services }) => services)).toEqual([['api']]);
    write(root, 'web/Dockerfile', dockerfile);
    write(root, 'worker/Dockerfile', dockerfile);
    const { images } = await runBuild(root, ['--registry', openRegistry, '--format', 'json']);
    expect(images.map(({ outcome }) => outcome)).toEqual(['reused', 'built', 'built']);
  });

  test('hands values with ${ and %{ to the Dockerfile as they are', async () => {
    const { root, name } = shop();
    write(
      root,
      'compose.yaml',
      `name: ${name}\nservices:\n  web: {build: {context: ./web, args: {A: "$\${x} %{y}"}, dockerfile_inline: "FROM ${base}\\nARG A\\nRUN test \\"$$A\\" = '$\${x} %{y}'"}}\n`,
    );
    const { code, stderr } = await runBuild(root, ['--registry', openRegistry]);
    expect([code, stderr]).toEqual([0, expect.stringContaining('built')]);
  });

  test('gives secrets to the build from a file and from .env, and to nothing else', async () => {
    const { root, name } = shop();
    write(
      root,
      'compose.yaml',
      [
        `name: ${name}`,
        'services:',
        '  web: {build: {context: ./web, secrets: [one, {source: two, target: second}]}}',
        'secrets:',
        '  one: {file: ./one.txt}',
        '  two: {environment: SECOND}',
        '',
      ].join('\n'),
    );
    write(root, 'one.txt', 'first,"value"');
    write(root, '.env', 'SECOND=second-value\n');
    write(
      root,
      'web/Dockerfile',
      `FROM ${base}\nRUN --mount=type=secret,id=one --mount=type=secret,id=second test "$(cat /run/secrets/one /run/secrets/second | wc -c)" = 25\n`,
    );
    const { code, stderr, stdout } = await runBuild(root, ['--registry', openRegistry]);
    expect([code, stderr]).toEqual([0, expect.stringContaining('built')]);
    const printed = (await runBuild(root, ['--print'])).stdout;
    const lock = readFileSync(join(root, 'compose.images.json'), 'utf8');
    for (const text of [stderr, stdout, printed, lock]) expect(text).not.toMatch(/first,|second-value/);
  });

  test('pins a pulled image with its facts, and says which registry lacks one', async () => {
    const { root, name } = shop();
    write(
      root,
      'compose.yaml',
      `name: ${name}\nservices:\n  a: {image: "${base}"}\n  b: {image: "${openRegistry}/none:1"}\n`,
    );
    const { code, stderr } = await runBuild(root, []);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /compose\.yaml:4:\d+ error\[image-not-found\] the image 127\.0\.0\.1:5000\/none:1 of service 'b'/,
    );
    expect(lockOf(root)[base]).toMatchObject({
      platforms: ['linux/amd64'],
      services: ['a'],
      digest: await digestInRegistry('base/busybox', '1'),
    });
  });

  test('pushes to a registry that wants a password, given in the child’s environment alone', async () => {
    const { root } = shop();
    const auth = Buffer.from('AWS:pw').toString('base64');
    const denied = await runBuild(root, ['--registry', guardedRegistry]);
    expect([denied.code, denied.stderr]).toEqual([1, expect.stringContaining('registry-denied')]);
    const environment = { DOCKER_AUTH_CONFIG: JSON.stringify({ auths: { [guardedRegistry]: { auth } } }) };
    const { code, stderr } = await runBuild(root, ['--registry', guardedRegistry], { environment });
    expect([code, stderr]).toEqual([0, expect.stringContaining('3 images')]);
  });

  test('builds for the platform that the service states', async () => {
    const { root, name } = shop();
    write(root, 'web/Dockerfile', 'FROM scratch\nCOPY a /a\n');
    write(root, 'compose.yaml', `name: ${name}\nservices:\n  web: {build: ./web, platform: linux/arm64}\n`);
    await runBuild(root, ['--registry', openRegistry]);
    expect(Object.values(lockOf(root))).toMatchObject([{ platforms: ['linux/arm64'] }]);
  });

  test('pushes to ECR: makes the repository, and passes the token to the child alone', async () => {
    const { root, name } = shop();
    const created: string[] = [];
    const ecr = createServer((request, response) => {
      const action = String(request.headers['x-amz-target']).replace(/.*\./, '');
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => {
        const auth = {
          authorizationToken: Buffer.from('AWS:pw').toString('base64'),
          proxyEndpoint: `https://${guardedRegistry}`,
        };
        if (action === 'CreateRepository') created.push(body);
        const [status, answer] =
          action === 'DescribeImages'
            ? [400, { __type: 'RepositoryNotFoundException' }]
            : [200, { authorizationData: [auth] }];
        response
          .writeHead(status, { 'content-type': 'application/x-amz-json-1.1' })
          .end(JSON.stringify(answer));
      });
    });
    await new Promise<void>((resolve) => ecr.listen(5009, '127.0.0.1', resolve));
    const aws = {
      AWS_ENDPOINT_URL: 'http://127.0.0.1:5009',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: 'eu-central-1',
    };
    Object.assign(process.env, aws);
    try {
      const { code, images, stderr, stdout } = await runBuild(root, ['--format', 'json']);
      expect([code, ...images.map(({ outcome }) => outcome)]).toEqual([0, 'built', 'built', 'built']);
      expect(created).toMatchObject([expect.stringContaining(`"repositoryName":"${name}"`)]);
      expect(stderr + stdout).not.toContain(Buffer.from('AWS:pw').toString('base64'));
      expect(existsSync(join(process.env['DOCKER_CONFIG'] ?? '', 'config.json'))).toBe(false);
    } finally {
      for (const variable of Object.keys(aws)) delete process.env[variable];
      ecr.closeAllConnections();
      ecr.close();
    }
  });

  test('copies the image of a service without a way out, under the digest of its origin', async () => {
    const { root, name } = shop();
    write(
      root,
      'compose.yaml',
      `name: ${name}\nservices:\n  db: {image: "${base}", networks: [inside]}\nnetworks:\n  inside: {internal: true}\n`,
    );
    const first = await runBuild(root, ['--registry', openRegistry, '--format', 'json']);
    expect([first.code, ...first.images.map(({ outcome }) => outcome)]).toEqual([0, 'pinned', 'mirrored']);
    const digest = lockOf(root)[base]?.digest ?? '';
    expect(await digestInRegistry(name, digest)).toBe(digest);
    const again = await runBuild(root, ['--registry', openRegistry, '--format', 'json'], {
      path: '/nowhere',
    });
    expect([again.code, ...again.images.map(({ outcome }) => outcome)]).toEqual([0, 'kept']);
  });

  test('builds one image for two platforms', async () => {
    const { root, name } = shop();
    write(root, 'web/Dockerfile', 'FROM scratch\nCOPY a /a\n');
    write(
      root,
      'compose.yaml',
      `name: ${name}\nservices:\n  web: {build: {context: ./web, platforms: [linux/arm64, linux/amd64]}}\n`,
    );
    expect((await runBuild(root, ['--registry', openRegistry])).code).toBe(0);
    expect(Object.values(lockOf(root))).toMatchObject([{ platforms: ['linux/amd64', 'linux/arm64'] }]);
  });

  test('says what the builder says when it stops before any step', async () => {
    const { root } = shop();
    write(root, 'web/Dockerfile', `FROM ${openRegistry}/none:1\n`);
    const { code, stderr } = await runBuild(root, ['--registry', openRegistry]);
    expect([code, stderr]).toEqual([1, expect.stringContaining(`${openRegistry}/none:1: not found`)]);
  });

  test('names a builder that is not there, and builds on no other', async () => {
    const { root } = shop();
    const { code, stderr } = await runBuild(root, ['--registry', openRegistry, '--builder', 'nope']);
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining("error[builder-missing] there is no builder 'nope'"),
    ]);
    expect(stderr).not.toMatch(/build-stopped|built/);
    const { images } = await runBuild(root, ['--registry', openRegistry, '--format', 'json']);
    expect(images.map(({ outcome }) => outcome)).toEqual(['built', 'built', 'built']);
  });

  test('says that the engine is not there', async () => {
    const { root } = shop();
    const environment = { DOCKER_HOST: 'unix:///nowhere/docker.sock' };
    const { code, stderr } = await runBuild(root, ['--registry', openRegistry], { environment });
    expect([code, stderr]).toEqual([1, expect.stringContaining('error[builder-unreachable]')]);
    expect(stderr).not.toContain('build-stopped');
  });

  test('says that this buildx has no driver for Docker Build Cloud', async () => {
    const { root } = shop();
    const { code, stderr } = await runBuild(root, ['--registry', openRegistry, '--builder', 'acme/default']);
    expect([code, stderr]).toEqual([1, expect.stringContaining('error[buildx-too-old]')]);
  });
});
