import { checkBuilds } from '../../lib/images/check-builds.js';
import type { ImageProject, ServiceBuild } from '../../lib/images/service-build.js';
import { folder } from './folder.js';

const context = folder({ Dockerfile: 'FROM scratch', npmrc: 'x' });

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

test.each<
  [string, Partial<ServiceBuild>, ImageProject['secrets'], Record<string, string>, readonly string[]]
>([
  ['a secret file that is there', { secrets }, { npm: { name: 'npm', file: `${context}/npmrc` } }, {}, []],
  [
    'a secret file that is not',
    { secrets },
    { npm: { name: 'npm', file: '/none' } },
    {},
    ['build-secret-missing at secrets.0'],
  ],
  ['a secret of a set variable', { secrets }, { npm: { name: 'npm', environment: 'T' } }, { T: '' }, []],
  [
    'a secret of an unset one',
    { secrets },
    { npm: { name: 'npm', environment: 'T' } },
    {},
    ['build-secret-unset at secrets.0'],
  ],
  [
    'an external secret',
    { secrets },
    { npm: { name: 'npm', external: true } },
    {},
    ['build-secret-external at secrets.0'],
  ],
  ['an SSH agent', { ssh: ['default'] }, {}, { SSH_AUTH_SOCK: '/s' }, []],
  ['no SSH agent', { ssh: ['default'] }, {}, {}, ['build-ssh-agent-missing at ssh']],
  ['an SSH key', { ssh: ['k=/key'] }, {}, {}, []],
  ['a branch', { context: 'https://github.com/a/b.git#main' }, {}, {}, ['build-context-moves at context']],
  ['a commit', { context: `https://github.com/a/b.git#${'a'.repeat(40)}:sub` }, {}, {}, []],
  [
    'a context with .git',
    { context: folder({ '.git/HEAD': 'x' }) },
    {},
    {},
    ['build-context-holds-git at context'],
  ],
  [
    'a context that ignores .git',
    { context: folder({ '.git/HEAD': 'x', '.dockerignore': '.git\n' }) },
    {},
    {},
    [],
  ],
])('%s', (_, build, all, environment, expected) => expect(codes(build, all, environment)).toEqual(expected));
