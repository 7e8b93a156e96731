/** Services in nested stacks, by the real CDK CLI on an imitation of AWS: deployed, changed one at a time, never moved. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ComposeStack } from '../../lib/constructs/compose-stack.js';
import { reproducibleApp } from '../../lib/constructs/reproducible-app.js';
import type { Layout } from '../../lib/model/layout.js';
import { readProject } from '../../lib/read-project.js';
import { describeWith } from '../support/shared-folder.js';
import { type Emulator, emulatorScript, noEmulator, startEmulator } from './emulator.js';
import { expectSuccess } from './expect-success.js';
import { lockEverything } from './lock-everything.js';
import { readBack } from './read-back.js';

const compose = (tag: string) => `
name: shop
services:
  web:
    image: nginx:${tag}
    ports: ['80:80']
    depends_on: { db: { condition: service_started }, migrate: { condition: service_completed_successfully } }
  db:
    image: postgres:17
    volumes: ['data:/var/lib/postgresql/data']
  migrate: { image: node:22, depends_on: [db] }
  nightly: { image: node:22, x-aws-schedule: '0 3 * * *' }
volumes: { data: {} }
`;

describeWith(emulatorScript(), noEmulator, 'services in nested stacks', (script) => {
  const work = mkdtempSync(join(tmpdir(), 'cdk-compose-nested-'));
  const project = join(work, 'shop');
  let emulator: Emulator;

  function synthesize(outdir: string, tag: string, layout: Layout, paused = false): void {
    writeFileSync(join(project, 'compose.yaml'), compose(tag));
    lockEverything(project);
    const app = reproducibleApp({ outdir: join(work, outdir), validate: false });
    const { stackName } = new ComposeStack(app, 'shop', readProject({ directory: project, layout, paused }));
    app.synth();
    expect(stackName).toBe('shop');
  }

  const deploy = (assembly: string) => emulator.deploy(assembly, work);

  /** By Compose service: the ARN of the task definition that is deployed. */
  const revisions = async (): Promise<Readonly<Record<string, string | undefined>>> => {
    const { services } = await readBack(emulator.client);
    return Object.fromEntries(
      Object.entries(services).map(([name, { taskDefinition }]) => [name, taskDefinition.taskDefinitionArn]),
    );
  };

  beforeAll(async () => {
    mkdirSync(project);
    emulator = await startEmulator(script, work, { MOTO_LAMBDA: 'fake' });
    expectSuccess(await emulator.bootstrap(work));
  }, 120_000);

  afterAll(async () => {
    await emulator?.stop();
    rmSync(work, { recursive: true, force: true });
  });

  test('deploy, each in a stack of its own, and what they need around them', async () => {
    synthesize('first', '1.27', 'nested');
    expectSuccess(await deploy('first'));
    const stacks = Object.keys(emulator.deployed()).filter((name) => name.startsWith('shop-'));
    expect(stacks.map((name) => /^shop-AppServices(\w+)Stack/.exec(name)?.[1]).toSorted()).toEqual([
      'db',
      'migrate',
      'nightly',
      'web',
    ]);
    const { services, listeners, discoveryNames, fileSystems } = await readBack(emulator.client);
    expect(Object.keys(services).toSorted()).toEqual(['db', 'web']);
    expect(listeners).toEqual([{ port: 80, protocol: 'HTTP', target: 80 }]);
    expect(discoveryNames.toSorted()).toEqual(['db', 'web']);
    expect(fileSystems).toHaveLength(1);
  }, 300_000);

  test('and no difference is left', async () => {
    expectSuccess(await emulator.cdk(['diff', '--all', '-a', 'first', '--fail'], work));
  }, 120_000);

  test('a changed service is deployed alone', async () => {
    const before = await revisions();
    synthesize('second', '1.28', 'nested');
    expectSuccess(await deploy('second'));
    const after = await revisions();
    expect(after['db']).toBe(before['db']);
    expect(after['web']).not.toBe(before['web']);
  }, 300_000);

  test('a stack that is paused changes its layout, and keeps its data and its address', async () => {
    const kept = () =>
      Object.fromEntries(
        Object.values(emulator.deployed()['shop']?.Resources ?? {})
          .filter(({ Type }) => /FileSystem$|LoadBalancer$|LogGroup$|Namespace$/.test(Type))
          .map(({ Type, PhysicalId }) => [Type, PhysicalId]),
      );
    const before = kept();
    expect(Object.keys(before)).toHaveLength(4);
    synthesize('paused', '1.28', 'flat', true);
    expectSuccess(await deploy('paused'));
    expect((await readBack(emulator.client)).services).toEqual({});
    synthesize('flat', '1.28', 'flat');
    expect(await deploy('flat')).toMatchObject({ code: 0 });
    expect(Object.keys(await revisions()).toSorted()).toEqual(['db', 'web']);
    expect(kept()).toEqual(before);
    const stacks = Object.keys(emulator.deployed()).filter((name) => name.startsWith('shop-'));
    expect(stacks).toEqual([]);
  }, 300_000);

  test('the other layout is refused, because the names exist, and what runs goes on', async () => {
    const before = await revisions();
    synthesize('back', '1.28', 'nested');
    const { code, output } = await deploy('back');
    expect(code).toBe(1);
    expect(output).toContain('Service already exists');
    expect(await revisions()).toEqual(before);
  }, 300_000);
});
