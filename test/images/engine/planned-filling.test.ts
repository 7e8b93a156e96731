/** The containers of a planned task, run by a real engine in the order and with the mounts of the plan. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { runCommand } from '../../../lib/images/process.js';
import type { ContainerPlan } from '../../../lib/model/deployment-plan.js';
import { planned } from '../../support/planned.js';
import { root } from '../../support/source-files.js';
import { folder } from '../folder.js';
import { base, buildx, describeWithEngine, openRegistry } from './engine.js';

jest.setTimeout(120_000);

const init = `${openRegistry}/shop:planned-init`;
const site = `${openRegistry}/shop:planned-site`;

const { service } = planned(`
services:
  web:
    build: .
    user: "1000"
    read_only: true
    volumes: ["static:/srv/site:ro", "./robots.txt:/srv/site/robots.txt", /srv/tmp]
volumes: { static: }
`);

async function docker(...args: readonly string[]) {
  const finished = await runCommand({ argv: ['docker', ...args], environment: process.env });
  if (finished.kind !== 'exited') throw new Error(finished.kind);
  return finished;
}

/** A container as its task definition has it; `task` tells its volumes from those of other tests. */
function start({ mounts, settings }: ContainerPlan, image: string, task: string) {
  const { entryPoint = [], command = [], user } = settings;
  const [program, ...first] = entryPoint;
  return docker(
    'run',
    '--rm',
    '--network=none',
    ...mounts.flatMap(({ volume, containerPath, readOnly }) => [
      '-v',
      `${task}-${volume}:${containerPath}:${readOnly ? 'ro,' : ''}nocopy`,
    ]),
    ...(user === undefined ? [] : [`--user=${user}`]),
    ...(program === undefined ? [] : [`--entrypoint=${program}`]),
    image,
    ...first,
    ...command,
  );
}

describeWithEngine('a planned task that fills its volumes', () => {
  beforeAll(async () => {
    const busybox = `public.ecr.aws/docker/library/busybox:1.37.0-musl=docker-image://${base}`;
    const initFolder = join(root, 'lib/images/init-container');
    await buildx(['build', '--build-context', busybox, '--push', '--tag', init, initFolder]);
    const dockerfile =
      'FROM scratch\nCOPY --chown=33:33 site /srv/site\nCOPY --chown=1000:1000 empty /srv/tmp\nCOPY robots.txt /srv/site/robots.txt\n';
    const files = {
      Dockerfile: dockerfile,
      'site/index.html': 'welcome',
      'empty/.keep': '',
      'robots.txt': 'none',
    };
    await buildx(['build', '--push', '--tag', site, folder(files)]);
  }, 120_000);

  test('leaves the service what its image has and what is mounted', async () => {
    const task = `task-${randomBytes(4).toString('hex')}`;
    const [web, ...preparing] = service('web').containers;
    if (web === undefined) throw new Error('no container');
    for (const container of preparing) {
      const image = container.fills === undefined ? init : site;
      expect(await start(container, image, task)).toMatchObject({ code: 0, stdout: '', stderr: '' });
    }
    const look =
      'cat /srv/site/index.html /srv/site/robots.txt; stat -c "%u %n" /srv/site /srv/tmp; touch /srv/tmp/mine && touch /srv/site/no';
    const seen = await start(
      { ...web, settings: { ...web.settings, command: ['sh', '-c', look] } },
      base,
      task,
    );
    expect(seen.stdout).toBe('welcomenone33 /srv/site\n1000 /srv/tmp\n');
    expect(seen.stderr).toMatch(/Read-only file system/);
  });
});
