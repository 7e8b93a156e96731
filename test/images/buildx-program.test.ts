import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { buildxProgram } from '../../lib/images/buildx-program.js';
import { folder, write } from './folder.js';

/** A folder of files; those that are named last are programs. */
function machine(files: Readonly<Record<string, string>>, ...programs: readonly string[]): string {
  const root = folder(files);
  for (const name of programs) {
    write(root, name, files[name] ?? '\u007fELF');
    chmodSync(join(root, name), 0o755);
  }
  return root;
}

const at = (root: string, config = 'config') => ({
  PATH: join(root, 'bin'),
  DOCKER_CONFIG: join(root, config),
});

const plugin = 'config/cli-plugins/docker-buildx';

test('is the plugin that the Docker CLI would call', () => {
  const root = machine({}, 'bin/docker', plugin);
  expect(buildxProgram(at(root))).toEqual([join(root, plugin)]);
});

test('folders that the configuration names come first', () => {
  const root = machine({}, 'bin/docker', plugin, 'extra/docker-buildx');
  write(root, 'config/config.json', JSON.stringify({ cliPluginsExtraDirs: [join(root, 'extra')] }));
  expect(buildxProgram(at(root))).toEqual([join(root, 'extra/docker-buildx')]);
});

test('is looked for in the home folder where no other is named', () => {
  const root = machine({}, 'bin/docker', '.docker/cli-plugins/docker-buildx');
  expect(buildxProgram({ PATH: join(root, 'bin'), HOME: root })).toEqual([
    join(root, '.docker/cli-plugins/docker-buildx'),
  ]);
});

test.each<[string, Readonly<Record<string, string>>, readonly string[], readonly string[]]>([
  [
    'a docker that is a script',
    { 'bin/docker': '#!/bin/sh\n' },
    ['bin/docker', plugin],
    ['docker', 'buildx'],
  ],
  ['no docker, but buildx itself', {}, ['bin/docker-buildx', plugin], ['docker-buildx']],
  ['nothing', {}, [], ['docker', 'buildx']],
  ['a plugin without the Docker CLI', {}, [plugin], ['docker', 'buildx']],
  ['a configuration that is none', { 'config/config.json': '[' }, ['bin/docker', plugin], ['PLUGIN']],
  [
    'a configuration with odd folders',
    { 'config/config.json': '{"cliPluginsExtraDirs": [3]}' },
    ['bin/docker', plugin],
    ['PLUGIN'],
  ],
])('with %s', (_, files, programs, expected) => {
  const root = machine(files, ...programs);
  const program = buildxProgram(at(root)).map((word) => (word === join(root, plugin) ? 'PLUGIN' : word));
  expect(program).toEqual(expected);
});

test('a plugin that may not be run is none', () => {
  const root = machine({ [plugin]: 'x' }, 'bin/docker', 'bin/docker-buildx');
  expect(buildxProgram(at(root))).not.toEqual([join(root, plugin)]);
});
