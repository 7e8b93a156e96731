/** A job through the life of its stack, with its real Lambda code against an imitation of AWS. */
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DescribeTasksCommand, ECSClient, ListClustersCommand, ListTasksCommand } from '@aws-sdk/client-ecs';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { App, Stack } from 'aws-cdk-lib/core';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spellPlan } from '../../lib/constructs/spell-plan.js';
import type { ContainerSettings } from '../../lib/model/deployment-plan.js';
import { container } from '../constructs/fixtures/plan.js';
import { shop } from '../jobs/shop.js';
import { describeWith } from '../support/shared-folder.js';
import { type Emulator, emulatorScript, noEmulator, startEmulator } from './emulator.js';
import { expectSuccess } from './expect-success.js';

describeWith(emulatorScript(), noEmulator, 'a job on an imitation of AWS', (script) => {
  const work = mkdtempSync(join(tmpdir(), 'cdk-compose-jobs-'));
  let emulator: Emulator;
  let outdir: string;

  /** Deploys the shop; its job has this environment, its service `web` that command. */
  async function deploy(environment: ContainerSettings['environment'], web: string) {
    outdir = mkdtempSync(join(work, 'out-'));
    const app = new App({ outdir, context: recommendedFlags, treeMetadata: false });
    const plan = shop({ containers: [container('migrate', { settings: { environment } })] });
    const services = plan.services.map((service) =>
      service.name === 'web'
        ? { ...service, containers: [container('web', { settings: { command: [web] } })] }
        : service,
    );
    spellPlan(new Stack(app, 'Shop'), { ...plan, services });
    app.synth();
    return emulator.deploy(outdir, work);
  }

  async function tasks() {
    const ecs = new ECSClient(emulator.client);
    const { clusterArns: [cluster] = [] } = await ecs.send(new ListClustersCommand({}));
    const { taskArns = [] } = await ecs.send(new ListTasksCommand({ cluster, desiredStatus: 'RUNNING' }));
    const { tasks: found = [] } =
      taskArns.length === 0 ? {} : await ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns }));
    return found.filter(({ startedBy }) => startedBy === 'cdk-compose/migrate');
  }

  async function record(): Promise<{ stack: string; succeeded?: string } | undefined> {
    const read = new GetParameterCommand({ Name: '/cdk-compose/Shop/shop/migrate' });
    const { Parameter } = await new SSMClient(emulator.client)
      .send(read)
      .catch(() => ({ Parameter: undefined }));
    return Parameter?.Value === undefined ? undefined : JSON.parse(Parameter.Value);
  }

  beforeAll(async () => {
    const server = join(__dirname, 'job-server.py');
    emulator = await startEmulator(server, work, { JOB_SERVER_BASE: script });
    await emulator.bootstrap(work);
  });

  afterAll(async () => {
    await emulator?.stop();
    rmSync(work, { recursive: true, force: true });
  });

  test('runs when the stack is made', async () => {
    expectSuccess(await deploy({ STEP: '1' }, 'serve'));
    expect(await tasks()).toHaveLength(1);
    const { Stacks } = await new CloudFormationClient(emulator.client).send(
      new DescribeStacksCommand({ StackName: 'Shop' }),
    );
    expect(await record()).toMatchObject({
      stack: Stacks?.[0]?.StackId,
      succeeded: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  test('does not run when only another service changes', async () => {
    expect((await deploy({ STEP: '1' }, 'serve --fast')).code).toBe(0);
    expect(await tasks()).toHaveLength(1);
  });

  test('fails the deployment with its exit code and its last lines', async () => {
    const before = await record();
    const { code, output } = await deploy({ STEP: '2', EXIT_CODE: '3', LOG_LINE: 'no such table' }, 'serve');
    expect(code).toBe(1);
    expect(output).toContain('job migrate failed: container migrate exited with code 3');
    expect(output).toContain('no such table');
    expect((await record())?.succeeded).toBe(before?.succeeded);
  });

  test('runs again once it is mended', async () => {
    expect((await deploy({ STEP: '2' }, 'serve')).code).toBe(0);
    expect((await tasks()).length).toBeGreaterThan(1);
  });

  test('goes with the stack, and its record too', async () => {
    const { code } = await emulator.cdk(['destroy', '--all', '-a', outdir, '--force'], work);
    expect(code).toBe(0);
    expect(await record()).toBeUndefined();
    expect(emulator.log()).not.toContain('DELETE failed');
  });
});
