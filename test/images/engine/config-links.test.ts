/** The image of a service that takes a config of others: it links to where the config is written when a task starts. */
import { join } from 'node:path';
import { linkLayers } from '../../../lib/images/link-layers.js';
import { runCommand } from '../../../lib/images/process.js';
import { layersDockerfile, stageLayers } from '../../../lib/images/stage-layers.js';
import { loadCompose } from '../../support/compose.js';
import { folder } from '../folder.js';
import { base, buildx, describeWithEngine, openRegistry } from './engine.js';

jest.setTimeout(60_000);

const { project } = loadCompose(`
services:
  web:
    image: nginx
    configs: [theirs, {source: theirs, target: /locked/theirs.conf}, {source: theirs, target: /new/folder/x}]
configs:
  theirs: {external: true}
`);

async function push(name: string, context: string, dockerfile: string, args: readonly string[] = []) {
  const image = `${openRegistry}/links:${name}`;
  const file = join(folder({ Dockerfile: dockerfile }), 'Dockerfile');
  await buildx(['build', '--push', '--tag', image, '--file', file, ...args, context]);
  return image;
}

describeWithEngine('a config of others', () => {
  test('is read through a link, and the folder around it stays as the image has it', async () => {
    const before = await push(
      'base',
      folder({}),
      `FROM ${base}\nRUN mkdir -m 0711 /locked && echo kept >/locked/kept && chown 5:6 /locked\n`,
    );
    const layers = linkLayers(project, 'web');
    const staged = stageLayers(layers, { configs: project.configs, environment: new Map() });
    const image = await push('links', staged, layersDockerfile(layers), [
      '--build-context',
      `base=docker-image://${before}`,
    ]);
    const see = [
      'mkdir -p /run/configs/locked /run/configs/new/folder',
      'for each in theirs locked/theirs.conf new/folder/x; do echo "$each" >/run/configs/$each; done',
      'cat /theirs /locked/theirs.conf /new/folder/x /locked/kept',
      'stat -c "%a %u:%g" /locked /',
      'readlink /locked/theirs.conf',
    ].join(' && ');
    const seen = await runCommand({
      argv: [
        'docker',
        'run',
        '--rm',
        '--network=none',
        '--mount=type=tmpfs,dst=/run/configs',
        image,
        'sh',
        '-c',
        see,
      ],
      environment: process.env,
    });
    expect(seen).toMatchObject({
      code: 0,
      stdout:
        'theirs\nlocked/theirs.conf\nnew/folder/x\nkept\n711 5:6\n755 0:0\n/run/configs/locked/theirs.conf\n',
    });
  });
});
