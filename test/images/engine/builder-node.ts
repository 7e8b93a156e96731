import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** A BuildKit of its own with an empty cache, as a node of a remote builder. */
export interface BuilderNode {
  /** `unix:///…`: for buildx. */
  readonly endpoint: string;
  readonly stop: () => void;
}

/** Starts a second Docker engine in the engine's namespaces, for its BuildKit. @param number - No other node's. */
export async function startBuilderNode(number: number): Promise<BuilderNode> {
  const work = mkdtempSync(join(process.env['CDK_COMPOSE_ENGINE'] ?? tmpdir(), 'node-'));
  const bridge = `node${number}`;
  // A bridge of its own: with none, an engine deletes that of another.
  for (const words of [
    `link add name ${bridge} type bridge`,
    `addr add 10.99.${number}.1/24 dev ${bridge}`,
    `link set ${bridge} up`,
  ])
    spawnSync('ip', words.split(' '));
  writeFileSync(join(work, 'daemon.json'), '{"features": {"containerd-snapshotter": true}}');
  const host = `unix://${work}/docker.sock`;
  const paths = ['--data-root', join(work, 'data'), '--exec-root', `/run/${bridge}`];
  const firewall = ['--iptables=false', '--ip6tables=false', '--ip-forward=false', '--ip-masq=false'];
  const engine = spawn(
    'dockerd',
    [
      '--config-file',
      join(work, 'daemon.json'),
      '-H',
      host,
      '--bridge',
      bridge,
      ...paths,
      ...firewall,
    ].concat('--pidfile', `/run/${bridge}.pid`),
    { stdio: 'ignore' },
  );
  engine.unref();
  const environment = { ...process.env, DOCKER_HOST: host };
  for (let tries = 0; tries < 150; tries++) {
    if (spawnSync('docker', ['version'], { env: environment, stdio: 'ignore' }).status === 0) break;
    await setTimeout(100);
  }
  const [connections, dials] = [new Set<Socket>(), new Set<ChildProcess>()];
  // The engine's BuildKit speaks to buildx alone: buildx passes it on.
  const server = createServer((connection) => {
    const dial = spawn('docker', ['buildx', 'dial-stdio', '--builder', 'default'], {
      env: environment,
      stdio: ['pipe', 'pipe', 'ignore'],
      detached: true,
    });
    dials.add(dial);
    connections.add(connection);
    const end = (): void => {
      connection.destroy();
      endGroup(dial);
    };
    connection.pipe(dial.stdin);
    dial.stdout.pipe(connection);
    connection.on('close', end).on('error', end);
    dial.on('exit', end).stdin.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(join(work, 'buildkit.sock'), resolve));
  return {
    endpoint: `unix://${work}/buildkit.sock`,
    stop: () => {
      server.close();
      for (const connection of connections) connection.destroy();
      for (const dial of dials) endGroup(dial);
      // Its folder, which it may still have mounted, goes with the namespaces.
      engine.kill('SIGKILL');
    },
  };
}

/** Ends a process and its own: the Docker CLI waits for its plugin, and the plugin for a connection that has ended. */
function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // All of it has ended.
  }
}

/** Tells buildx of a builder of the remote driver; `buildx create` would wait for an answer that dial-stdio never gives. */
export function registerBuilder(
  config: string,
  name: string,
  nodes: readonly { readonly endpoint: string; readonly architecture: string }[],
): void {
  mkdirSync(join(config, 'instances'), { recursive: true });
  const instance = {
    Name: name,
    Driver: 'remote',
    Nodes: nodes.map(({ endpoint, architecture }) => ({
      Name: architecture,
      Endpoint: endpoint,
      Platforms: [{ architecture, os: 'linux' }],
    })),
    Dynamic: false,
  };
  writeFileSync(join(config, 'instances', name), JSON.stringify(instance));
}
