import { bindMounts, bindTreatment, factsByName } from '../../lib/compose/bind-mounts.js';
import type { BindFacts } from '../../lib/model/file-layer.js';
import { loadCompose } from '../support/compose.js';

/** What becomes of the only bind mount of a service that lies in the folder /shop. */
function treat(volume: string, facts: Partial<BindFacts> = {}, service = ''): string {
  const { loaded } = loadCompose(
    `services:\n  web:\n    image: web\n    ${service}\n    volumes: [${volume}]\n`,
  );
  const [bind] = bindMounts(loaded, 'web');
  if (bind === undefined) return 'no bind mount';
  const treatment = bindTreatment(bind, { ...factsByName(bind), ...facts });
  return `${treatment.kind}${treatment.kind !== 'refuse' && treatment.isGuess ? ' (guess)' : ''}: ${treatment.because}`;
}

const tracked = { tracked: true } as const;
const untracked = { tracked: false } as const;

test.each<[string, string, Partial<BindFacts>, string]>([
  ['a file', './nginx.conf:/etc/nginx/nginx.conf', tracked, 'copy: a file'],
  [
    'a file that is not under version control',
    './nginx.conf:/etc/nginx/nginx.conf',
    untracked,
    'copy: a file',
  ],
  ['a file without extension', './Caddyfile:/etc/caddy/Caddyfile', untracked, 'copy: a file'],
  ['a folder that is read', './conf:/etc/app:ro', untracked, 'copy: a folder that is only read'],
  ['a folder under version control', './data:/srv', tracked, 'copy: a folder under version control'],
  ['a folder that is not', './conf:/srv', untracked, 'persist: nothing in it is under version control'],
  ['a VOLUME', './conf:/srv', { isVolume: true }, 'persist: the image declares a VOLUME there'],
  ['a data path', './x:/var/lib/postgresql/data', untracked, 'persist: images keep their data there'],
  ['configuration below one', './x:/bitnami/mongodb/conf', {}, 'copy (guess): by its name no folder of data'],
  ['a name of data', './uploads:/app/files', {}, 'persist (guess): by its name a folder of data'],
  ['a folder below data', './server:/tmp/data/server', {}, 'persist (guess): by its name a folder of data'],
  [
    'a folder of volumes',
    './volumes/pictures-of-us:/mnt',
    {},
    'persist (guess): by its name a folder of data',
  ],
  ['uploads by another name', './mediafiles:/opt/files', {}, 'persist (guess): by its name a folder of data'],
  [
    'certificates that are renewed',
    './letsencrypt:/etc/letsencrypt',
    {},
    'persist (guess): by its name a folder of data',
  ],
  ['settings and a database', './config:/config', {}, 'persist: images keep their data there'],
  ['settings under version control', './config:/config', tracked, 'copy: a folder under version control'],
  [
    'scripts among volumes',
    './volumes/db/init:/docker-entrypoint-initdb.d',
    {},
    'copy (guess): by its name no folder of data',
  ],
  [
    'configuration among volumes',
    './volumes/loki:/etc/loki',
    {},
    'copy (guess): by its name no folder of data',
  ],
  ['configuration below data', './x:/srv/data/conf', {}, 'copy (guess): by its name no folder of data'],
  ['any other name', './scripts:/scripts', {}, 'copy (guess): by its name no folder of data'],
  ['a folder elsewhere', '/mnt/media:/media:ro', {}, 'persist: a folder outside of the project'],
  ['a folder of home', '~/notes:/notes', {}, 'persist: a folder outside of the project'],
  [
    'what the Dockerfile has there',
    './src:/code/src',
    { ...tracked, instruction: 'COPY . /code' },
    'ignore: its Dockerfile has it there: COPY . /code',
  ],
  [
    'the clock',
    '/etc/localtime:/etc/localtime:ro',
    {},
    'ignore: the clock of Fargate is set to UTC, as is the container’s',
  ],
  ['nothing', '/dev/null:/secrets/key.json', {}, 'ignore: nothing is mounted'],
  [
    'the engine',
    '/var/run/docker.sock:/var/run/docker.sock',
    {},
    'refuse: a Fargate task has no engine of a host to talk to',
  ],
  ['the kernel', '/proc:/host/proc:ro', {}, 'refuse: a Fargate task has no host whose folders it could see'],
  ['the host', '/:/host', {}, 'refuse: a Fargate task has no host whose folders it could see'],
])('%s: %s', (_, volume, facts, expected) => expect(treat(volume, facts)).toBe(expected));

test.each([
  './id_rsa:/root/.ssh/id_rsa',
  './tls.key:/tls.key',
  './.env:/app/.env',
  './prod.env:/app/env',
  './.npmrc:/root/.npmrc',
])('%s never goes into an image', (volume) => {
  expect(treat(volume)).toMatch(/^refuse: it looks like a secret/);
  expect(treat(volume, {}, 'x-aws-bind: copy')).toMatch(/^refuse: it looks like a secret/);
});

test.each(['./.env.example:/app/.env.example', './key.md:/key.md', './monkey.png:/monkey.png'])(
  '%s is no secret',
  (volume) => expect(treat(volume)).toBe('copy: a file'),
);

test.each([
  ['{type: bind, source: ./data, target: /srv, x-aws-bind: copy}', untracked, 'copy: x-aws-bind: copy'],
  [
    '{type: bind, source: ./conf, target: /srv, x-aws-bind: persist}',
    tracked,
    'persist: x-aws-bind: persist',
  ],
  ['{type: bind, source: /proc, target: /proc, x-aws-bind: ignore}', {}, 'ignore: x-aws-bind: ignore'],
  [
    '{type: bind, source: ./a.txt, target: /a.txt, x-aws-bind: persist}',
    {},
    'refuse: a volume holds folders, not a single file',
  ],
])('a word settles it: %s', (volume, facts, expected) => expect(treat(volume, facts)).toBe(expected));

test('a word of the service settles all of its mounts, one of a mount the mount', () => {
  expect(treat('./conf:/srv', tracked, 'x-aws-bind: persist')).toBe('persist: x-aws-bind: persist');
  const mount = '{type: bind, source: ./conf, target: /srv, x-aws-bind: copy}';
  expect(treat(mount, untracked, 'x-aws-bind: persist')).toBe('copy: x-aws-bind: copy');
});

test('a source is called the same on every machine', () => {
  const { loaded } = loadCompose(
    'services:\n  web:\n    image: web\n    volumes: [./a:/a, .:/b, ../c:/c, "~/d:/d", /e:/e, "${HERE}/f:/f"]\n',
    { environment: { HERE: '/shop' } },
  );
  expect(bindMounts(loaded, 'web').map(({ name }) => name)).toEqual([
    './a',
    '.',
    './../c',
    '$HOME/d',
    '/e',
    './f',
  ]);
});

test('a named volume that the local driver binds to a folder is a bind mount of that folder', () => {
  const { loaded } = loadCompose(
    [
      'services:',
      '  web: {image: web, volumes: ["site:/srv"]}',
      'volumes:',
      '  site: {driver: local, driver_opts: {type: none, o: bind, device: ./site}}',
    ].join('\n'),
  );
  expect(bindMounts(loaded, 'web')).toMatchObject([{ name: './site', source: '/shop/site', volume: 'site' }]);
});
