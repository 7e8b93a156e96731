/** An imitation of AWS on this machine's loopback, and the CDK CLI pointed at it. Nothing here reaches a network. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { root } from '../support/source-files.js';
import { sharedMaterial } from '../support/shared-folder.js';

/** The server's script; undefined where it or what it runs on is missing. */
export function emulatorScript(): string | undefined {
  const script = sharedMaterial('testing', 'aws-emulator', 'moto_cfn.py');
  const runs = spawnSync('python3', ['-c', 'import moto, moto.server'], { stdio: 'ignore' }).status === 0;
  return runs ? script : undefined;
}

/** Why tests are skipped where there is no script. */
export const noEmulator = 'the imitation of AWS is not beside the repository, or python3 lacks moto';

/** How a command of the CDK CLI ended; `output` is stdout and stderr together. */
export interface Outcome {
  readonly code: number;
  readonly output: string;
}

/** A resource as the server deployed it. */
export interface DeployedResource {
  readonly Type: string;
  readonly PhysicalId: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

export interface Emulator {
  /** What an AWS client needs to talk to it. */
  readonly client: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  /** Runs the CDK CLI. */
  readonly cdk: (args: readonly string[], cwd: string) => Promise<Outcome>;
  /** Prepares the account for deployments. */
  readonly bootstrap: (cwd: string) => Promise<Outcome>;
  /** Deploys all stacks of an assembly, a folder below `cwd`. */
  readonly deploy: (assembly: string, cwd: string) => Promise<Outcome>;
  /** By stack name, the resources by logical id, as of the last stack operation. */
  readonly deployed: () => Readonly<
    Record<string, { readonly Resources: Readonly<Record<string, DeployedResource>> }>
  >;
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

const region = 'us-east-1';
const account = '123456789012';
const deployOptions = ['--all', '--require-approval', 'never', '--progress', 'events'];

/** Starts a server on a free port; files go to `work`. */
export async function startEmulator(
  script: string,
  work: string,
  variables: NodeJS.ProcessEnv = {},
): Promise<Emulator> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const dump = join(work, 'deployed.json');
  const logFile = join(work, 'server.log');
  const environment = {
    PATH: process.env['PATH'],
    HOME: work,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'testing',
    AWS_SECRET_ACCESS_KEY: 'testing',
    AWS_SESSION_TOKEN: 'testing',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EC2_METADATA_DISABLED: 'true',
    CDK_DEFAULT_ACCOUNT: account,
    CDK_DEFAULT_REGION: region,
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_VALIDATION: 'false',
    NODE_NO_WARNINGS: '1',
    NO_COLOR: '1',
    NODE_PATH: join(root, 'node_modules'),
    // sitecustomize.py: mends what the server forgets of load balancers.
    PYTHONPATH: join(root, 'test/deployment/emulator'),
    PYTHONDONTWRITEBYTECODE: '1',
    MOTO_CFN_DUMP: dump,
    MOTO_LAMBDA: 'local',
    ...variables,
  };
  const server = spawn('python3', [script, '-H', '127.0.0.1', '-p', String(port)], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createWriteStream(logFile);
  server.stdout.pipe(log);
  server.stderr.pipe(log);
  await untilReady(endpoint, server);
  const cdk: Emulator['cdk'] = (args, cwd) => runCdk(args, cwd, environment);
  return {
    client: { endpoint, region, credentials: { accessKeyId: 'testing', secretAccessKey: 'testing' } },
    cdk,
    bootstrap: (cwd) => cdk(['bootstrap', `aws://${account}/${region}`], cwd),
    deploy: (assembly, cwd) => cdk(['deploy', '-a', assembly, ...deployOptions], cwd),
    deployed: () => JSON.parse(readFileSync(dump, 'utf8')) as ReturnType<Emulator['deployed']>,
    log: () => readFileSync(logFile, 'utf8'),
    stop: async () => {
      if (server.exitCode !== null) return;
      server.kill();
      await once(server, 'exit');
    },
  };
}

async function runCdk(
  args: readonly string[],
  cwd: string,
  environment: NodeJS.ProcessEnv,
): Promise<Outcome> {
  const cli = join(root, 'node_modules/aws-cdk/bin/cdk');
  const child = spawn(process.execPath, [cli, ...args, '--no-notices'], {
    cwd,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code: code ?? 1, output };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

async function untilReady(endpoint: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (server.exitCode !== null) throw new Error('the imitation of AWS stopped while starting');
    const ready = await fetch(`${endpoint}/moto-api/data.json`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return;
    await setTimeout(100);
  }
  throw new Error('the imitation of AWS did not start within 30 seconds');
}
