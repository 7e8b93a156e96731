/** `cdk-compose build` where environments are declared: one build, one lock, for all of them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readImageLock } from '../../lib/images/image-lock-file.js';
import { fakeDocker } from '../images/fake-docker.js';
import { fakeRegistry, type FakeRegistry } from '../images/fake-registry.js';
import { folder } from '../images/folder.js';
import { runBuild } from '../images/run-build.js';
import { environments } from './shop.js';

// A loaded machine takes its time.
jest.setTimeout(60_000);

const declared = (changes: object = {}) =>
  JSON.stringify({ context: { 'compose:environments': { ...environments, ...changes } } });
const files = {
  'cdk.json': declared(),
  'compose.yaml':
    'name: shop\nservices:\n  web: {build: ./web, environment: {LEVEL: "${LEVEL}"}}\n  mail: {build: ./mail, profiles: [mail]}\n',
  'compose.dev.yaml': 'services: {}\n',
  'compose.production.yaml': 'services: {}\n',
  'web/Dockerfile': 'FROM scratch AS web',
  'mail/Dockerfile': 'FROM scratch AS mail',
};

let registry: FakeRegistry;
beforeEach(async () => {
  registry = await fakeRegistry();
  registry.intercept = (request, response) => {
    if (request.url !== '/push') return false;
    let body = '';
    request.on('data', (data) => (body += String(data)));
    request.on('end', () => {
      const { repository, tag, platforms } = JSON.parse(body) as Record<'repository' | 'tag', string> & {
        platforms: string[];
      };
      response.end(registry.push(repository, tag, platforms, { User: tag }));
    });
    return true;
  };
});
afterEach(() => registry.close());

function build(root: string, docker: ReturnType<typeof fakeDocker>, args: readonly string[] = []) {
  const environment = {
    PATH: `${docker.path}:${process.env['PATH']}`,
    PUSH_TO: `http://${registry.host}/push`,
  };
  return runBuild(root, ['--registry', registry.host, ...args], { environment });
}

const bakes = (docker: ReturnType<typeof fakeDocker>) =>
  readFileSync(docker.calls, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { command: string; input: string })
    .filter(({ command }) => command === 'bake')
    .map(
      ({ input }) =>
        (JSON.parse(input) as { group: { default: { targets: string[] } } }).group.default.targets,
    );

test('each image is built once, for every environment that runs it', async () => {
  const root = folder(files);
  const docker = fakeDocker();
  const { code, stderr } = await build(root, docker);
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  expect(bakes(docker)).toEqual([['web'], ['mail']]);
  const { images = {} } = readImageLock(join(root, 'compose.images.json')).value ?? {};
  expect(Object.values(images).map(({ services }) => services)).toEqual(
    expect.arrayContaining([['web'], ['mail']]),
  );
});

test('one environment is built for alone', async () => {
  const root = folder(files);
  const docker = fakeDocker();
  expect(await build(root, docker, ['--environment', 'staging'])).toMatchObject({ code: 0 });
  expect(bakes(docker)).toEqual([['web']]);
});

test('nothing is built where environments would differ', async () => {
  const root = folder({
    ...files,
    'compose.dev.yaml': 'services: {web: {build: {args: {DEBUG: "1"}}}}\n',
  });
  const { code, stderr } = await build(root, fakeDocker());
  expect(code).toBe(1);
  expect(stderr).toContain("the image of service 'web' would differ between dev and staging: build.args");
});
