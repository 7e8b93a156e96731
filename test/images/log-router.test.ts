/** The log router's image on its way into the lock and, for tasks without a way out, into our own repository. */
import { logRouterImage, logRouterReference } from '../../lib/compose/log-router.js';
import type { ImageRepository } from '../../lib/aws/image-repository.js';
import type { BuildPorts, BuildRequest } from '../../lib/images/build-request.js';
import { mirrorImages } from '../../lib/images/mirror-images.js';
import { pinImages } from '../../lib/images/pin-images.js';
import type { RegistryClient } from '../../lib/images/registry-client.js';
import { resolveImages } from '../../lib/images/resolve-images.js';
import type { ImageLock } from '../../lib/model/image-lock.js';
import { loadCompose } from '../support/compose.js';

const digest = `sha256:${'a'.repeat(64)}`;
const locked = { digest, platforms: ['linux/amd64'], services: [logRouterImage], config: {} };

function request(text: string, isLocked: boolean): BuildRequest {
  const { loaded } = loadCompose(text);
  const lock: ImageLock = { version: 1, images: isLocked ? { [logRouterReference]: locked } : {} };
  return { loaded, lock, environment: {}, images: resolveImages(loaded, lock).value ?? {} };
}

const shop = (driver: string, networks = '') =>
  `services: { web: { image: nginx, logging: { driver: ${driver} } }, other: { image: nginx } }\n${networks}`;

test.each([
  ['fluentd', true],
  ['json-file', false],
  ['{}', false],
])('a project whose services log with %s', (driver, isThere) => {
  const text = driver === '{}' ? 'services: { web: { image: nginx } }' : shop(driver);
  expect(Object.keys(request(text, false).images).includes(logRouterImage)).toBe(isThere);
});

test('its digest is asked for where it comes from', async () => {
  const asked: string[] = [];
  const client = (registry: string): RegistryClient => ({
    get: async (repository, path) => {
      asked.push(`${registry}/${repository} ${path}`);
      return { value: undefined, diagnostics: [] };
    },
    stream: async () => ({ value: undefined, diagnostics: [] }),
  });
  const { diagnostics } = await pinImages(request(shop('fluentd'), false), { client });
  expect(asked).toContainEqual(
    expect.stringMatching(/^public\.ecr\.aws\/aws-observability\/aws-for-fluent-bit .*manifests\/3\./),
  );
  expect(diagnostics.map(({ message }) => message).join()).toContain(logRouterReference);
});

/** What is copied into our own repository. */
async function copied(text: string): Promise<readonly string[]> {
  const commands: string[] = [];
  const repository = {
    registry: '111122223333.dkr.ecr.eu-central-1.amazonaws.com',
    name: 'shop',
    find: async () => ({ value: new Map(), diagnostics: [] }),
    prepare: async () => ({ value: true, diagnostics: [] }),
  } as unknown as ImageRepository;
  const ports = {
    repository: async () => ({ value: repository, diagnostics: [] }),
    buildx: () => ({
      program: ['buildx'],
      environment: {},
      run: async ({ argv }: { readonly argv: readonly string[] }) => {
        commands.push(argv.at(-1) ?? '');
        return { kind: 'exited', code: 0, stdout: '', stderr: '' };
      },
    }),
  } as unknown as BuildPorts;
  await mirrorImages(request(text, true), ports, new Map());
  return commands;
}

test('it is copied when a task that has it has no way out', async () => {
  const origin = logRouterReference.replace(/:[^:]+$/, `@${digest}`);
  expect(await copied(shop('fluentd', 'networks: { default: { internal: true } }'))).toContain(origin);
  expect(await copied(shop('fluentd'))).toEqual([]);
});
