import { accessSync, closeSync, constants, openSync, readSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Buildx } from './buildx.js';
import { dockerConfig, dockerConfigFolder } from './docker-config.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the Docker CLI looks for plugins of all users, in its order; it looks in the user's own folders first. */
const systemFolders = ['local/lib', 'local/libexec', 'lib', 'libexec'].map(
  (folder) => `/usr/${folder}/docker/cli-plugins`,
);

const dockerCli = ['docker', 'buildx'] as const;

/**
 * What buildx is called by. The Docker CLI asks its plugin who it is before it calls it, which takes longer than most
 * questions to buildx: so the plugin, a complete program, is called by its path, the first one that the CLI would find.
 * A `docker` that is a script is somebody's own way to Docker, and is taken.
 */
export function buildxProgram(environment: Environment): Buildx['program'] {
  if (process.platform === 'win32') return dockerCli;
  const onPath = (name: string): string | undefined =>
    firstProgram((environment['PATH'] ?? '').split(delimiter), name);
  const docker = onPath('docker');
  if (docker === undefined) return onPath('docker-buildx') === undefined ? dockerCli : ['docker-buildx'];
  if (isScript(docker)) return dockerCli;
  const plugin = firstProgram(pluginFolders(environment), 'docker-buildx');
  if (plugin !== undefined) return [plugin];
  return onPath('docker-buildx') === undefined ? dockerCli : ['docker-buildx'];
}

function pluginFolders(environment: Environment): readonly string[] {
  const { cliPluginsExtraDirs: extra } = dockerConfig(environment);
  const own = join(dockerConfigFolder(environment), 'cli-plugins');
  return [
    ...(Array.isArray(extra) ? extra.filter((folder) => typeof folder === 'string') : []),
    own,
    ...systemFolders,
  ];
}

function firstProgram(folders: readonly string[], name: string): string | undefined {
  return folders
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

function isScript(path: string): boolean {
  const start = Buffer.alloc(2);
  try {
    const file = openSync(path, 'r');
    readSync(file, start);
    closeSync(file);
  } catch {
    return false;
  }
  return start.toString() === '#!';
}
