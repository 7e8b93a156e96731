/** ECS Service Connect: it is added to services that are deployed already, and they stay what they are. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../support/run-command.js';
import { describeWith } from '../support/shared-folder.js';
import { emulatorScript, startEmulator, type Emulator } from './emulator.js';
import { lockEverything } from './lock-everything.js';

const missing = 'the imitation of AWS is not beside the repository, or python3 lacks moto';
const compose = (key: string) => `
name: shop
services:
  web: { image: nginx, mem_limit: 512m, depends_on: [api] }
  api: { image: httpd, mem_limit: 512m, expose: ["3000"]${key} }
`;
const deploy = ['deploy', '--all', '-a', 'cdk.out', '--require-approval', 'never', '--progress', 'events'];

describeWith(emulatorScript(), missing, 'Service Connect on an imitation of AWS', (script) => {
  const project = mkdtempSync(join(tmpdir(), 'cdk-compose-connect-'));
  let emulator: Emulator;

  beforeAll(async () => {
    emulator = await startEmulator(script, project, { MOTO_LAMBDA: 'fake' });
    const { code, output } = await emulator.cdk(['bootstrap', 'aws://123456789012/us-east-1'], project);
    if (code !== 0) throw new Error(output);
  });

  afterAll(async () => {
    await emulator?.stop();
    rmSync(project, { recursive: true, force: true });
  });

  async function deployWith(key: string) {
    writeFileSync(join(project, 'compose.yaml'), compose(key));
    lockEverything(project);
    expect((await runCommand(['convert', '-o', 'cdk.out'], project)).code).toBe(0);
    const { code, output } = await emulator.cdk(deploy, project);
    expect({ code, output: code === 0 ? '' : output.slice(-6000) }).toEqual({ code: 0, output: '' });
    const resources = Object.entries(emulator.deployed()['shop']?.Resources ?? {});
    return resources.filter(([, { Type }]) => Type === 'AWS::ECS::Service');
  }

  test('it is taken by services that run, and given up again', async () => {
    const before = await deployWith('');
    const during = await deployWith(', x-aws-service_connect: true');
    const after = await deployWith('');
    const idsOf = (services: typeof before) => services.map(([id, { PhysicalId }]) => [id, PhysicalId]);
    expect(idsOf(during)).toEqual(idsOf(before));
    expect(idsOf(after)).toEqual(idsOf(before));
    const configured = (services: typeof before) =>
      services.map(([, { Properties }]) => Properties?.['ServiceConnectConfiguration']);
    const namespace: unknown = expect.stringMatching(/^arn:aws:servicediscovery:/);
    expect(configured(during)).toMatchObject([
      { Enabled: true, Namespace: namespace, Services: [{ PortName: 'tcp-3000' }] },
      { Enabled: true, Namespace: namespace },
    ]);
    expect(configured(after)).toEqual([undefined, undefined]);
  });
});
