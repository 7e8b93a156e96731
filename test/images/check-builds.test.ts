import { checkBuilds } from '../../lib/images/check-builds.js';
import type { ImageProject, ServiceBuild } from '../../lib/images/service-build.js';
import { folder } from './folder.js';

const context = folder({ Dockerfile: 'FROM scratch' });
const apart = folder({ npmrc: 'x' });

const codes = (build: Partial<ServiceBuild>, secrets: ImageProject['secrets'] = {}, environment = {}) => {
  const definition = { build: { context, ...build } };
  const project = { name: 'shop', services: { web: definition }, secrets };
  const found = checkBuilds([{ tag: 'c-1', target: 'web', services: ['web'], definition }], {
    project,
    environment,
  });
  return found.map(({ code, path }) => `${code} at ${path?.slice(3).join('.')}`);
};
const secrets = [{ source: 'npm' }];

interface Case {
  readonly build: Partial<ServiceBuild>;
  readonly npm?: Partial<NonNullable<ImageProject['secrets']>[string]>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly found: readonly string[];
}

test.each<[string, Case]>([
  ['a secret file that is there', { build: { secrets }, npm: { file: `${apart}/npmrc` }, found: [] }],
  [
    'a secret file that is not',
    { build: { secrets }, npm: { file: '/none' }, found: ['build-secret-missing at secrets.0'] },
  ],
  [
    'a secret of a set variable',
    { build: { secrets }, npm: { environment: 'T' }, environment: { T: '' }, found: [] },
  ],
  [
    'a secret of an unset one',
    { build: { secrets }, npm: { environment: 'T' }, found: ['build-secret-unset at secrets.0'] },
  ],
  [
    'an external secret',
    { build: { secrets }, npm: { external: true }, found: ['build-secret-external at secrets.0'] },
  ],
  ['an SSH agent', { build: { ssh: ['default'] }, environment: { SSH_AUTH_SOCK: '/s' }, found: [] }],
  ['no SSH agent', { build: { ssh: ['default'] }, found: ['build-ssh-agent-missing at ssh'] }],
  ['an SSH key', { build: { ssh: ['k=/key'] }, found: [] }],
  [
    'a branch',
    { build: { context: 'https://github.com/a/b.git#main' }, found: ['build-context-moves at context'] },
  ],
  ['a commit', { build: { context: `https://github.com/a/b.git#${'a'.repeat(40)}:sub` }, found: [] }],
  [
    'a context with .git',
    { build: { context: folder({ '.git/HEAD': 'x' }) }, found: ['build-context-holds-git at context'] },
  ],
  [
    'a context that ignores .git',
    { build: { context: folder({ '.git/HEAD': 'x', '.dockerignore': '.git\n' }) }, found: [] },
  ],
])('%s', (_, { build, npm, environment, found }) =>
  expect(codes(build, npm === undefined ? {} : { npm: { name: 'npm', ...npm } }, environment)).toEqual(found),
);

test.each([
  ['is sent', '', ['build-context-holds-secret at context']],
  ['stays behind', 'secrets\n', []],
  ['stays behind with all of its kind', '**/*.pem\n', []],
  ['is taken back', 'secrets\n!secrets/key.pem\n', ['build-context-holds-secret at context']],
])('the file of a secret that %s', (_, ignored, found) => {
  const own = folder({ Dockerfile: 'FROM scratch', '.dockerignore': ignored, 'secrets/key.pem': 'x' });
  const key = { name: 'key', file: `${own}/secrets/key.pem` };
  const elsewhere = { name: 'elsewhere', file: `${apart}/npmrc` };
  expect(codes({ context: own }, { key, elsewhere })).toEqual(found);
});
