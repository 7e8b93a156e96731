/** A fixed sample of real applications, deployed at once: what the templates say, the services of AWS accept. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ComposeStack } from '../../lib/constructs/compose-stack.js';
import { reproducibleApp } from '../../lib/constructs/reproducible-app.js';
import { applications, sampled } from '../corpus/corpus-case.js';
import { loadCase } from '../corpus/load-case.js';
import { lockedImages, mapProject } from '../corpus/map-project.js';
import { needsOfHost } from '../corpus/needs-of-host.js';
import { describeWith, sharedMaterial } from '../support/shared-folder.js';
import { type Emulator, emulatorScript, startEmulator } from './emulator.js';
import { expectSuccess } from './expect-success.js';

const SAMPLE = 20;
/** Raise it, never lower it. */
const REACHED = 17;
const corpus = sharedMaterial('corpus');
const script = corpus === undefined ? undefined : emulatorScript();

describeWith(script, 'no corpus, or no imitation of AWS', 'a sample of real applications', (server) => {
  const work = mkdtempSync(join(tmpdir(), 'cdk-compose-applications-'));
  const assembly = join(work, 'cdk.out');
  let emulator: Emulator;

  const stacks = sampled(
    applications(corpus ?? '').filter((each) => needsOfHost(each).length === 0),
    SAMPLE,
  ).flatMap((each) => {
    const { value: loaded } = loadCase(corpus ?? '', each);
    return loaded === undefined || mapProject(loaded).templates === undefined ? [] : [{ loaded }];
  });

  beforeAll(async () => {
    const app = reproducibleApp({ outdir: assembly, validate: false });
    // The imitation cuts the names that it gives load balancers to 32 characters of stack name and logical id.
    stacks.forEach(
      ({ loaded }, index) =>
        new ComposeStack(app, `A${index}`, { project: loaded, images: lockedImages(loaded).value ?? {} }),
    );
    app.synth();
    emulator = await startEmulator(server, work, { MOTO_LAMBDA: 'fake' });
    expectSuccess(await emulator.bootstrap(work));
  });

  afterAll(async () => {
    await emulator?.stop();
    rmSync(work, { recursive: true, force: true });
  });

  const everything = ['--all', '-a', 'cdk.out', '--require-approval', 'never', '--concurrency', '4'];

  test(`all that are not refused deploy (${stacks.length} of ${SAMPLE})`, async () => {
    expect(stacks.length).toBeGreaterThanOrEqual(REACHED);
    expectSuccess(await emulator.cdk(['deploy', ...everything, '--progress', 'events'], work));
    expect(Object.keys(emulator.deployed()).filter((name) => name !== 'CDKToolkit')).toHaveLength(
      stacks.length,
    );
  }, 900_000);

  test('no difference is left', async () => {
    expectSuccess(await emulator.cdk(['diff', '--all', '-a', 'cdk.out', '--fail'], work));
  }, 900_000);
});
