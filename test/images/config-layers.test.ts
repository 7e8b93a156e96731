import { lstatSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { resolveImages } from '../../lib/images/resolve-images.js';
import { layersDockerfile, stageLayers } from '../../lib/images/stage-layers.js';
import { folder } from './folder.js';
import { read } from './read-project.js';

const service = '    image: "nginx:1"\n';

function layers(text: string, environment: Readonly<Record<string, string>> = {}) {
  const root = folder({ 'compose.yaml': text, 'app.conf': 'from a file', 'run.sh': '#!/bin/sh' });
  const loaded = read(root, environment);
  const { value, diagnostics } = resolveImages(loaded, { version: 1, images: {} });
  const image = value?.['web'];
  return { image, layers: image?.derived?.layers ?? [], diagnostics, loaded };
}

const compose = (reference: string, config: string): string =>
  `services:\n  web:\n${service}    configs: [${reference}]\nconfigs:\n  app: ${config}\n`;

test.each<[string, string, string, object]>([
  [
    'at its name, read by all',
    'app',
    '{file: ./app.conf}',
    { target: '/app', uid: 0, gid: 0, files: [{ mode: 0o444 }] },
  ],
  [
    'at its target, with owner and mode',
    '{source: app, target: /etc/app.conf, uid: "33", gid: "44", mode: 0440}',
    '{content: hello}',
    {
      target: '/etc/app.conf',
      uid: 33,
      gid: 44,
      files: [{ mode: 0o440, from: { kind: 'config', name: 'app' } }],
    },
  ],
  ['at a relative target', '{source: app, target: a/b}', '{content: x}', { target: '/a/b' }],
  ['a script that is a file', 'app', '{file: ./run.sh}', { files: [{ mode: 0o444 }] }],
])('a config stands %s', (_, reference, config, expected) =>
  expect(layers(compose(reference, config)).layers).toMatchObject([expected]),
);

test('content tells the tag, its place does not', () => {
  const tag = (config: string) => layers(compose('app', config)).image?.tag;
  expect(tag('{content: from a file}')).toBe(tag('{file: ./app.conf}'));
  expect(tag('{content: other}')).not.toBe(tag('{file: ./app.conf}'));
});

test('a variable is one', () => {
  const text = compose('app', '{environment: MOTD}');
  expect(layers(text, { MOTD: 'hi' }).image?.tag).toBe(layers(compose('app', '{content: hi}')).image?.tag);
  expect(layers(text).diagnostics).toMatchObject([
    { code: 'config-without-value', message: expect.stringContaining('MOTD') },
  ]);
});

test.each([
  ['{environment: DB_PASSWORD}', 'DB_PASSWORD'],
  ['{content: "password=${DB_PASSWORD}"}', 'DB_PASSWORD'],
  [`{content: "-----BEGIN ${'PRIVATE'} KEY-----"}`, 'private key'],
])('what looks secret is refused: %s', (config, named) => {
  const { diagnostics, layers: made } = layers(compose('app', config), { DB_PASSWORD: 'hunter22' });
  expect(diagnostics).toMatchObject([
    { code: 'config-holds-secret', message: expect.stringContaining(named) },
  ]);
  expect(JSON.stringify(diagnostics)).not.toContain('hunter22');
  expect(made).toEqual([]);
});

test('files are staged with their bytes and modes, and copied to their exact places', () => {
  const { layers: made, loaded } = layers(
    `services:\n  web:\n${service}    volumes: [".:/srv/a b$$c:ro"]\n    configs: [{source: app, target: /etc/app.conf, uid: "33", mode: 0440}]\nconfigs:\n  app: {content: "hello $$x"}\n`,
  );
  expect(layersDockerfile(made)).toBe(
    'FROM base\nCOPY --chown=33:0 ["0","/etc/app.conf"]\nCOPY --chown=0:0 ["1/","/srv/a b\\\\$c/"]\n',
  );
  const root = stageLayers(made, { configs: loaded.project.configs, environment: loaded.environment });
  expect(readFileSync(join(root, '0'), 'utf8')).toBe('hello $x');
  expect(statSync(join(root, '0')).mode & 0o7777).toBe(0o440);
  expect(readdirSync(join(root, '1'))).toEqual(['.wh..wh..opq', 'app.conf', 'compose.yaml', 'run.sh']);
  expect(lstatSync(join(root, '1')).mode & 0o7777).toBe(0o755);
  rmSync(root, { recursive: true });
});

test('of a config of others the image has a link, to where it is written when a task starts', () => {
  const text = (reference: string): string => compose(reference, '{external: true, name: /shop/app}');
  expect(layers(text('{source: app, target: /etc/app/app.conf, uid: "33"}')).layers).toMatchObject([
    {
      target: '/etc/app',
      hides: false,
      uid: 0,
      files: [{ path: 'app.conf', from: { kind: 'link', to: '/run/configs/etc/app/app.conf' } }],
    },
  ]);
  const { layers: [atRoot] = [] } = layers(text('app'));
  expect(atRoot).toMatchObject({ target: '/', files: [{ path: 'app' }] });
  expect(layersDockerfile(atRoot === undefined ? [] : [atRoot])).toContain('["0/","/"]');
});
