/** ECS Service Connect: it is added to services that are deployed already, and they stay what they are. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWith } from '../support/shared-folder.js';
import { convert } from './convert.js';
import { type Emulator, emulatorScript, noEmulator, startEmulator } from './emulator.js';
import { expectSuccess } from './expect-success.js';
import { lockEverything } from './lock-everything.js';

const compose = (key: string) => `
name: shop
services:
  web: { image: nginx, mem_limit: 512m, depends_on: [api] }
  api: { image: httpd, mem_limit: 512m, expose: ["3000"]${key} }
`;

describeWith(emulatorScript(), noEmulator, 'Service Connect on an imitation of AWS', (script) => {
  const project = mkdtempSync(join(tmpdir(), 'cdk-compose-connect-'));
  let emulator: Emulator;

  beforeAll(async () => {
    emulator = await startEmulator(script, project, { MOTO_LAMBDA: 'fake' });
    expectSuccess(await emulator.bootstrap(project));
  });

  afterAll(async () => {
    await emulator?.stop();
    rmSync(project, { recursive: true, force: true });
  });

  async function deployWith(key: string) {
    writeFileSync(join(project, 'compose.yaml'), compose(key));
    lockEverything(project);
    await convert(project);
    expectSuccess(await emulator.deploy('cdk.out', project));
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
