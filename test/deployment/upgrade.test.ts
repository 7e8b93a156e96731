/** From the state that an earlier version of this library deployed to the present one: nothing that lasts is replaced. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastingResources, type Resources } from '../upgrade/lasting-resources.js';
import { describeWith } from '../support/shared-folder.js';
import { root } from '../support/source-files.js';
import { convert } from './convert.js';
import {
  type DeployedResource,
  type Emulator,
  emulatorScript,
  noEmulator,
  startEmulator,
} from './emulator.js';
import { expectSuccess } from './expect-success.js';
import { lockEverything } from './lock-everything.js';
import { readBack, type ReadBack } from './read-back.js';

const sample = 'voting-app';
/** The template of the earlier version. `UPDATE=1` stores the present one: with a release, and never to mend this test. */
const earlier = join(root, 'test/upgrade/previous', `${sample}.template.json`);

describeWith(
  emulatorScript(),
  noEmulator,
  `an upgrade of samples/${sample} on an imitation of AWS`,
  (script) => {
    const work = mkdtempSync(join(tmpdir(), 'cdk-compose-upgrade-'));
    const project = join(work, sample);
    let emulator: Emulator;
    let before: Readonly<Record<string, DeployedResource>>;
    let named: ReadBack;

    function deployed(): Readonly<Record<string, DeployedResource>> {
      return emulator.deployed()[sample]?.Resources ?? {};
    }

    async function expectDeployment(): Promise<void> {
      expectSuccess(await emulator.deploy('cdk.out', project));
    }

    /** Converts the project and returns its template's file. */
    async function converted(): Promise<string> {
      await convert(project);
      const name = readdirSync(join(project, 'cdk.out')).find((file) => file.endsWith('.template.json'));
      return join(project, 'cdk.out', name ?? '');
    }

    beforeAll(async () => {
      cpSync(join(root, 'samples', sample), project, { recursive: true });
      lockEverything(project);
      emulator = await startEmulator(script, work);
      expectSuccess(await emulator.bootstrap(work));
    });

    afterAll(async () => {
      await emulator?.stop();
      rmSync(work, { recursive: true, force: true });
    });

    test('the earlier state deploys', async () => {
      const template = await converted();
      if (process.env['UPDATE'] === '1') {
        writeFileSync(earlier, JSON.stringify(JSON.parse(readFileSync(template, 'utf8'))));
      }
      cpSync(earlier, template);
      await expectDeployment();
      before = deployed();
      named = await readBack(emulator.client);
      expect(Object.keys(lastingResources(before)).length).toBeGreaterThan(5);
    });

    test('the present state deploys over it', async () => {
      await converted();
      await expectDeployment();
    });

    test('what lasts is where it was', () => {
      const after = deployed();
      const moved = Object.keys(lastingResources(before as Resources)).filter(
        (id) => after[id]?.PhysicalId !== before[id]?.PhysicalId,
      );
      expect(moved).toEqual([]);
    });

    test('what is named has its name', async () => {
      const now = await readBack(emulator.client);
      expect(now.namespaces).toEqual(named.namespaces);
      expect(now.discoveryNames.toSorted()).toEqual(named.discoveryNames.toSorted());
      expect(Object.keys(now.services).toSorted()).toEqual(Object.keys(named.services).toSorted());
      expect(now.fileSystems.map(({ FileSystemId }) => FileSystemId)).toEqual(
        named.fileSystems.map(({ FileSystemId }) => FileSystemId),
      );
    });
  },
);
