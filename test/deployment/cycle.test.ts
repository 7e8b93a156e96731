/** One deployment's life: bootstrap, deploy, deploy again, update, failure, recovery, destroy. The steps build on each other. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeploymentPlan } from '../../lib/model/deployment-plan.js';
import { targetsOf } from '../../lib/model/load-balancer-plan.js';
import { runCommand } from '../support/run-command.js';
import { describeWith } from '../support/shared-folder.js';
import { root } from '../support/source-files.js';
import { readBack, type ReadBack } from './read-back.js';
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

interface Template {
  readonly Resources: Readonly<
    Record<
      string,
      { readonly Type: string; readonly Properties?: { readonly ContainerDefinitions?: readonly object[] } }
    >
  >;
}

describeWith(emulatorScript(), noEmulator, 'samples/voting-app on an imitation of AWS', (script) => {
  const work = mkdtempSync(join(tmpdir(), 'cdk-compose-deployment-'));
  const project = join(work, 'voting-app');
  const assembly = join(project, 'cdk.out');
  // The imitation's change sets are empty, so that a difference shows between the templates only.
  const diffArguments = ['diff', '-a', 'cdk.out', '--fail', '--method', 'template'];
  let emulator: Emulator;
  let plan: DeploymentPlan;
  let aws: ReadBack;

  function edit(change: (text: string) => string): void {
    const file = join(project, 'compose.yaml');
    writeFileSync(file, change(readFileSync(file, 'utf8')));
  }

  function resources(): Readonly<Record<string, DeployedResource>> {
    return emulator.deployed()['voting-app']?.Resources ?? {};
  }

  beforeAll(async () => {
    cpSync(join(root, 'samples/voting-app'), project, { recursive: true });
    lockEverything(project);
    emulator = await startEmulator(script, work);
    plan = JSON.parse((await runCommand(['plan', '--format', 'json'], project)).stdout) as DeploymentPlan;
    await convert(project);
  });

  afterAll(async () => {
    await emulator?.stop();
    rmSync(work, { recursive: true, force: true });
  });

  test('bootstrap prepares the account', async () => {
    const { code, output } = await emulator.bootstrap(work);
    expect(output).toContain('bootstrapped');
    expect(code).toBe(0);
  });

  test('the first deployment succeeds', async () => {
    expectSuccess(await emulator.deploy('cdk.out', project));
    aws = await readBack(emulator.client);
  });

  test('each service of the plan runs as it says', () => {
    expect(Object.keys(aws.services).toSorted()).toEqual(plan.services.map(({ name }) => name));
    for (const service of plan.services) {
      const deployed = aws.services[service.name];
      expect({ name: service.name, desiredCount: deployed?.service.desiredCount }).toEqual({
        name: service.name,
        desiredCount: service.desiredCount?.value,
      });
      expect(deployed?.service.deploymentConfiguration).toMatchObject({
        minimumHealthyPercent: service.rollout.value.minimumHealthyPercent,
        maximumPercent: service.rollout.value.maximumPercent,
        deploymentCircuitBreaker: { enable: true, rollback: true },
      });
      expect(
        deployed?.service.capacityProviderStrategy?.map(({ capacityProvider }) => capacityProvider),
      ).toEqual(service.capacity.value.map(({ provider }) => provider));
    }
  });

  test('each task definition is the plan’s', () => {
    for (const service of plan.services) {
      const definition = aws.services[service.name]?.taskDefinition;
      expect({ name: service.name, cpu: definition?.cpu, memory: definition?.memory }).toEqual({
        name: service.name,
        cpu: String(service.size.value.cpu),
        memory: String(service.size.value.memory),
      });
      expect(definition?.networkMode).toBe('awsvpc');
      for (const container of service.containers) {
        const made = definition?.containerDefinitions?.find(({ name }) => name === container.name);
        expect(made?.image).toContain(container.image.digest ?? 'an image that is not locked');
        expect(made?.environment?.map(({ name, value }) => [name, value]).toSorted()).toEqual(
          container.settings.environment === undefined
            ? made?.environment?.map(({ name, value }) => [name, value]).toSorted()
            : Object.entries(container.settings.environment).toSorted(),
        );
        expect((made?.portMappings ?? []).map(({ containerPort }) => containerPort)).toEqual(
          container.portMappings.map(({ containerPort }) => containerPort),
        );
        expect(made?.healthCheck?.command).toEqual(container.settings.healthCheck?.command);
      }
    }
  });

  test('listeners lead to the ports that the plan exposes', () => {
    const planned = plan.loadBalancers.flatMap(({ listeners }) =>
      listeners.flatMap((listener) =>
        targetsOf(listener).map((target) => ({
          port: listener.port,
          protocol: listener.protocol,
          target: target.containerPort,
        })),
      ),
    );
    expect(aws.listeners.toSorted((a, b) => a.port - b.port)).toEqual(
      planned.toSorted((a, b) => a.port - b.port),
    );
  });

  test('each file system is encrypted and mounted where the plan says', () => {
    expect(aws.fileSystems.map(({ Encrypted }) => Encrypted)).toEqual(plan.fileSystems.map(() => true));
    for (const { mountedBy } of plan.fileSystems) {
      for (const { service } of mountedBy) {
        const volumes = aws.services[service]?.taskDefinition.volumes ?? [];
        const ids = volumes.map(({ efsVolumeConfiguration }) => efsVolumeConfiguration?.fileSystemId);
        expect(aws.fileSystems.map(({ FileSystemId }) => FileSystemId)).toEqual(expect.arrayContaining(ids));
      }
    }
  });

  test('each name of the plan is a Cloud Map service of the project’s namespace', () => {
    expect(aws.namespaces).toContain(plan.namespace.domain);
    const names = plan.services.flatMap((service) => service.names.map(({ value }) => value));
    expect(aws.discoveryNames.toSorted()).toEqual(names.toSorted());
  });

  test('the internet reaches the listeners of load balancers and nothing else', () => {
    const planned = plan.loadBalancers.flatMap(({ listeners }) => listeners.map(({ port }) => port));
    expect(aws.openPorts.toSorted()).toEqual(planned.toSorted());
  });

  test('each task has two roles of its own', () => {
    const roles = Object.values(aws.services).flatMap(({ taskDefinition }) => [
      taskDefinition.taskRoleArn,
      taskDefinition.executionRoleArn,
    ]);
    expect(roles.every((role) => role !== undefined && aws.roleArns.includes(role))).toBe(true);
    expect(new Set(roles).size).toBe(2 * plan.services.length);
  });

  test('no difference is left', async () => {
    expectSuccess(await emulator.cdk(diffArguments, project));
  });

  test('deploying again changes nothing and succeeds', async () => {
    const before = resources();
    const { code, output } = await emulator.deploy('cdk.out', project);
    expect(output).toContain('no changes');
    expect(code).toBe(0);
    expect(resources()).toEqual(before);
  });

  test('an update of one service shows in the difference and moves only its resources', async () => {
    edit((text) => text.replace('OPTION_A: Cats', 'OPTION_A: Tea'));
    await convert(project);
    const { code } = await emulator.cdk(diffArguments, project);
    expect(code).toBe(1);
    const before = resources();
    const { code: deployed, output } = await emulator.deploy('cdk.out', project);
    expect({ deployed, output: deployed === 0 ? '' : output }).toEqual({ deployed: 0, output: '' });
    const after = resources();
    const moved = Object.keys({ ...before, ...after }).filter(
      (id) => JSON.stringify(before[id]) !== JSON.stringify(after[id]),
    );
    expect(moved.length).toBeGreaterThan(0);
    expect(moved.filter((id) => !/vote/i.test(id))).toEqual([]);
    expect(moved.map((id) => after[id]?.Type).toSorted()).toEqual([
      'AWS::ECS::Service',
      'AWS::ECS::TaskDefinition',
    ]);
  });

  test('a deployment that fails says why and exits 1', async () => {
    edit((text) => text.replace('OPTION_B: Dogs', 'OPTION_B: Coffee'));
    await convert(project);
    const name = readdirSync(assembly).find((file) => file.endsWith('.template.json')) ?? '';
    const template = JSON.parse(readFileSync(join(assembly, name), 'utf8')) as Template;
    const definitions = Object.values(template.Resources).filter(
      ({ Type }) => Type === 'AWS::ECS::TaskDefinition',
    );
    for (const { Properties } of definitions)
      Object.assign(Properties?.ContainerDefinitions?.[0] ?? {}, { StopTimeout: 'soon' });
    writeFileSync(join(assembly, name), JSON.stringify(template));
    const { code, output } = await emulator.deploy('cdk.out', project);
    expect(output).toMatch(/stopTimeout/i);
    expect(code).toBe(1);
  });

  test('mending it deploys again', async () => {
    edit((text) => text.replace('OPTION_B: Coffee', 'OPTION_B: Cocoa'));
    await convert(project);
    expectSuccess(await emulator.deploy('cdk.out', project));
  });

  test('destroying keeps the data and removes the rest', async () => {
    const { code } = await emulator.cdk(['destroy', '--all', '-a', 'cdk.out', '--force'], project);
    expect(code).toBe(0);
    const left = await readBack(emulator.client);
    expect(Object.keys(left.services)).toEqual([]);
    expect(left.fileSystems).toHaveLength(plan.fileSystems.length);
  });
});
