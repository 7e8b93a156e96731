/** One port for TCP and UDP, and names with dots: what the template says of them, the services of AWS accept. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWith } from '../support/shared-folder.js';
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

const compose = `
name: resolver
services:
  dns:
    image: coredns/coredns:1.11.1
    ports: ["53:53/tcp", "53:53/udp", "5300:53"]
    networks: { default: { aliases: [ns.test] } }
    mem_limit: 512m
`;

describeWith(emulatorScript(), noEmulator, 'ports and names on an imitation of AWS', (script) => {
  const project = mkdtempSync(join(tmpdir(), 'cdk-compose-ports-'));
  let emulator: Emulator;

  beforeAll(async () => {
    writeFileSync(join(project, 'compose.yaml'), compose);
    lockEverything(project);
    emulator = await startEmulator(script, project, { MOTO_LAMBDA: 'fake' });
    expectSuccess(await emulator.bootstrap(project));
  });

  afterAll(async () => {
    await emulator?.stop();
    rmSync(project, { recursive: true, force: true });
  });

  function deployed(type: string): readonly DeployedResource[] {
    const resources = Object.values(emulator.deployed()['resolver']?.Resources ?? {});
    return resources.filter(({ Type }) => Type === type);
  }

  test('the project deploys', async () => {
    await convert(project);
    expectSuccess(await emulator.deploy('cdk.out', project));
  });

  test('one target group, registered once, stands behind the listeners of both protocols', () => {
    const elb = 'AWS::ElasticLoadBalancingV2';
    const [group, ...others] = deployed(`${elb}::TargetGroup`);
    expect(others).toEqual([]);
    expect(group?.Properties).toMatchObject({ Protocol: 'TCP_UDP', Port: 53, TargetType: 'ip' });
    const listeners = deployed(`${elb}::Listener`).map(({ Properties }) => Properties);
    expect(
      listeners.map((one) => `${String(one?.['Protocol'])} ${String(one?.['Port'])}`).toSorted(),
    ).toEqual(['TCP 5300', 'TCP_UDP 53']);
    const [service] = deployed('AWS::ECS::Service');
    expect(service?.Properties?.['LoadBalancers']).toMatchObject([
      { ContainerName: 'dns', ContainerPort: 53 },
    ]);
  });

  test('a name with dots points at the service from a zone of its own', () => {
    const zones = deployed('AWS::ServiceDiscovery::PrivateDnsNamespace').map(
      ({ Properties }) => Properties?.['Name'],
    );
    expect(zones.toSorted()).toEqual(['resolver.internal', 'test']);
    expect(deployed('AWS::ServiceDiscovery::Instance').map(({ Properties }) => Properties)).toMatchObject([
      { InstanceAttributes: { AWS_INSTANCE_CNAME: 'dns.resolver.internal' } },
    ]);
  });
});
