/** `up`, `ps`, `run` and `down`, with the real CDK CLI on an imitation of AWS: services in nested stacks, one of two environments. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServiceRow } from '../../lib/operate/service-row.js';
import { runCommand } from '../support/run-command.js';
import { describeWith } from '../support/shared-folder.js';
import { root } from '../support/source-files.js';
import { type Emulator, emulatorScript, noEmulator, startEmulator } from './emulator.js';
import { expectSuccess } from './expect-success.js';
import { lockEverything } from './lock-everything.js';

const compose = `
name: shop
services:
  web: { image: nginx:1, ports: ['80:80'] }
  proxy: { image: envoyproxy/envoy:v1, network_mode: 'service:web' }
  nightly: { image: node:22, x-aws-schedule: '0 3 * * *' }
`;

const environments = { staging: {}, production: {} };

describeWith(emulatorScript(), noEmulator, 'commands that look after a deployment', (script) => {
  const work = mkdtempSync(join(tmpdir(), 'cdk-compose-operate-'));
  const project = join(work, 'shop');
  const before = { ...process.env };
  let emulator: Emulator;

  const run = (...words: readonly string[]) =>
    runCommand(words, project, { environment: process.env as Readonly<Record<string, string>> });

  beforeAll(async () => {
    emulator = await startEmulator(script, work);
    mkdirSync(project);
    writeFileSync(join(project, 'compose.yaml'), compose);
    lockEverything(project);
    const context = { 'compose:environments': environments, 'compose:layout': 'nested' };
    writeFileSync(join(project, 'cdk.json'), JSON.stringify({ context }));
    const { endpoint, region, credentials } = emulator.client;
    // The AWS SDK reads its settings from the process itself.
    Object.assign(process.env, {
      PATH: `${join(root, 'node_modules/.bin')}:${before['PATH']}`,
      HOME: work,
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_EC2_METADATA_DISABLED: 'true',
      CDK_DISABLE_CLI_TELEMETRY: 'true',
    });
    expectSuccess(await emulator.bootstrap(work));
  });

  afterAll(async () => {
    process.env = before;
    await emulator?.stop();
    rmSync(work, { recursive: true, force: true });
  });

  test('up deploys the environment and lists its services', async () => {
    const { code, stdout } = await run('up', '--environment', 'staging', '--', '--require-approval', 'never');
    expect([code, Object.keys(emulator.deployed())]).toEqual([0, expect.arrayContaining(['shop-staging'])]);
    expect(stdout).toMatch(/^web +\w+ .* nginx:1 +http:\/\/shop-\S+\.elb\.amazonaws\.com$/m);
  });

  test('ps finds them in their nested stacks, with what shares a task and what has no ECS service', async () => {
    const { stdout } = await run('ps', '--environment', 'staging', '--format', 'json');
    const rows = JSON.parse(stdout) as readonly ServiceRow[];
    expect(rows.map(({ service, state, tasks }) => [service, state, tasks?.desired])).toEqual([
      ['web', 'changing', 1],
      ['proxy', 'changing', 1],
      ['nightly', 'idle', undefined],
    ]);
  });

  test('the other environment is not deployed', async () => {
    const { code, stderr } = await run('ps', '--environment', 'production');
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining("no service of 'shop-production' is deployed"),
    ]);
  });

  test('run starts the task of a schedule', async () => {
    const { code, stdout } = await run('run', '--environment', 'staging', '--detach', 'nightly', 'true');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^[0-9a-f-]+\n$/)]);
    expect((await run('ps', '--environment', 'staging', 'nightly')).stdout).toMatch(/^nightly +running/m);
  });

  test('down deletes it', async () => {
    expect((await run('down', '--environment', 'staging', '--force')).code).toBe(0);
    const { stderr } = await run('ps', '--environment', 'staging');
    expect(stderr).toContain("no service of 'shop-staging' is deployed");
  });
});
