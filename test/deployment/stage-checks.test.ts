/** The checks of a pipeline's stage with the real AWS CLI, against a stage that was deployed to an imitation of AWS. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assumeCheckRole, checkAfterDeployment, checkBeforeDeployment } from '../../lib/ci/stage-checks.js';
import { ComposeStage } from '../../lib/constructs/compose-stage.js';
import { reproducibleApp } from '../../lib/constructs/reproducible-app.js';
import { readProject } from '../../lib/read-project.js';
import { describeWith } from '../support/shared-folder.js';
import { root } from '../support/source-files.js';
import { type Emulator, emulatorScript, startEmulator } from './emulator.js';
import { expectSuccess } from './expect-success.js';
import { lockEverything } from './lock-everything.js';

const programs = ['aws', 'jq'].every((program) => spawnSync(program, ['--version']).status === 0);
const missing =
  'the imitation of AWS is not beside the repository, or python3 lacks moto, or aws or jq is missing';
const account = '123456789012';
const region = 'us-east-1';

describeWith(programs ? emulatorScript() : undefined, missing, 'a stage on an imitation of AWS', (script) => {
  const work = mkdtempSync(join(tmpdir(), 'cdk-compose-stage-'));
  const project = join(work, 'shop');
  const assembly = join(work, 'cdk.out');
  const stand = join(work, 'bin');
  let emulator: Emulator;
  let template: string;

  /** Runs a check as the pipeline does; what answers HTTP is a stand-in. */
  function check(text: string, file = template): { readonly status: number | null; readonly said: string } {
    const { status, stdout, stderr } = spawnSync('sh', ['-c', text], {
      cwd: work,
      env: {
        PATH: `${stand}:${process.env['PATH']}`,
        HOME: work,
        AWS_ENDPOINT_URL: emulator.client.endpoint,
        AWS_ACCESS_KEY_ID: 'testing',
        AWS_SECRET_ACCESS_KEY: 'testing',
        AWS_REGION: region,
        CHECK_ROLE: `arn:aws:iam::${account}:role/cdk-hnb659fds-lookup-role-${account}-${region}`,
        STACK: 'shop-dev',
        TEMPLATE: file,
        SMOKE_PATH: '/healthz',
      },
      encoding: 'utf8',
    });
    return { status, said: stdout + stderr };
  }

  beforeAll(async () => {
    cpSync(join(root, 'samples/pipeline'), project, { recursive: true });
    lockEverything(project);
    mkdirSync(stand);
    writeFileSync(join(stand, 'curl'), '#!/bin/sh\nprintf 200\n');
    chmodSync(join(stand, 'curl'), 0o755);
    emulator = await startEmulator(script, work, { MOTO_ECS_SERVICE_RUNNING: '1' });
    const app = reproducibleApp({ outdir: assembly, validate: false });
    const inputs = readProject({
      directory: project,
      environments: { dev: { account, region } },
    });
    const { artifactId, stack } = new ComposeStage(app, 'dev', inputs);
    app.synth();
    template = join(assembly, artifactId, stack.templateFile);
  });

  afterAll(async () => {
    await emulator?.stop();
    rmSync(work, { recursive: true, force: true });
  });

  test('before anything is pushed, the check names the image that is missing', () => {
    const { status, said } = check(checkBeforeDeployment);
    expect(status).toBe(1);
    expect(said).toMatch(/The repository shop lacks sha256:[0-9a-f]{64}: run cdk-compose build\./);
  });

  test('a secret is found with its version, and missed without it', () => {
    const created = check(
      'aws secretsmanager create-secret --name shop --secret-string x --region us-east-1 --query [ARN,VersionId] --output text',
    );
    const [arn = '', version = ''] = created.said.trim().split(/\s+/);
    const needing = (wanted: string): string => {
      const file = join(work, 'needs.json');
      const needs = { missing: [], images: [], secrets: [{ arn, version: wanted }], fileSystems: [] };
      writeFileSync(file, JSON.stringify({ Metadata: { 'cdk-compose:needs': needs } }));
      return file;
    };
    expect(check(checkBeforeDeployment, needing(version))).toEqual({ status: 0, said: '' });
    const other = check(checkBeforeDeployment, needing('00000000-0000-0000-0000-000000000000'));
    expect(other).toMatchObject({ status: 1, said: expect.stringContaining('has no version 0000') });
  });

  test('the stage deploys, and the lookup role of the bootstrapping can be taken on', async () => {
    expectSuccess(await emulator.bootstrap(work));
    const deploy = ['deploy', '-a', assembly, 'dev/*', '--require-approval', 'never', '--progress', 'events'];
    expectSuccess(await emulator.cdk(deploy, work));
    expect(check(`${assumeCheckRole}\necho "$AWS_SESSION_TOKEN" | grep -c .`)).toEqual({
      status: 0,
      said: '1\n',
    });
  });

  test('what was deployed is steady and answers', () => {
    expect(check(checkAfterDeployment)).toEqual({
      status: 0,
      said: expect.stringMatching(/^http:\/\/\S+:80\/healthz answers 200\n$/),
    });
  });

  test('an application that fails fails the check', () => {
    writeFileSync(join(stand, 'curl'), '#!/bin/sh\nprintf 503\n');
    const { status, said } = check(checkAfterDeployment);
    expect(status).toBe(1);
    expect(said).toMatch(/shop-dev is not as it should be:\nhttp:\/\/\S+ answers 503\./);
  });
});
