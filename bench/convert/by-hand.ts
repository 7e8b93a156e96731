/** The same application as bench/convert/project.ts describes, written in CDK L2 constructs by somebody who knows how. */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { DnsRecordType, PrivateDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { reproducibleApp } from '../../lib/constructs/reproducible-app.js';
import { digestOf, published, writers } from './project.js';

const [outdir = 'cdk.out', size = '40', settings = 'lean'] = process.argv.slice(2);
const app =
  settings === 'lean'
    ? reproducibleApp({ outdir, validate: false })
    : new App({ outdir, builtinCloudFormationValidation: false, context: recommendedFlags });
const stack = new Stack(app, 'bench');
const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 1, restrictDefaultSecurityGroup: false });
const dhcp = new ec2.CfnDHCPOptions(stack, 'Dhcp', {
  domainName: 'bench.internal',
  domainNameServers: ['AmazonProvidedDNS'],
});
const association = new ec2.CfnVPCDHCPOptionsAssociation(stack, 'DhcpAssociation', {
  vpcId: vpc.vpcId,
  dhcpOptionsId: dhcp.ref,
});
const cluster = new ecs.Cluster(stack, 'Cluster', { vpc, enableFargateCapacityProviders: true });
const namespace = new PrivateDnsNamespace(stack, 'Namespace', { name: 'bench.internal', vpc });
const logGroup = new logs.LogGroup(stack, 'Logs', { retention: logs.RetentionDays.ONE_MONTH });
const [front, back] = ['front', 'back'].map((name) => {
  const group = new ec2.SecurityGroup(stack, name, { vpc, allowAllOutbound: false });
  group.connections.allowInternally(ec2.Port.allTraffic());
  return group;
});
if (front === undefined || back === undefined) throw new Error('no networks');
const door = new elbv2.ApplicationLoadBalancer(stack, 'Door', { vpc, internetFacing: true });
const made: ecs.FargateService[] = [];
for (let index = 0; index < Number(size); index++) {
  const name = `service${index}`;
  const isPublished = published.some((one) => one === index);
  const taskDefinition = new ecs.FargateTaskDefinition(stack, `${name}Task`, {
    cpu: 256,
    memoryLimitMiB: 512,
    runtimePlatform: {
      cpuArchitecture: ecs.CpuArchitecture.X86_64,
      operatingSystemFamily: ecs.OperatingSystemFamily.LINUX,
    },
  });
  const container = taskDefinition.addContainer(name, {
    image: ecs.ContainerImage.fromRegistry(`registry.example.com/shop/${name}@${digestOf(index)}`),
    versionConsistency: ecs.VersionConsistency.DISABLED,
    environment: { NAME: name, LEVEL: 'info' },
    logging: ecs.LogDrivers.awsLogs({
      logGroup,
      streamPrefix: name,
      mode: ecs.AwsLogDriverMode.NON_BLOCKING,
    }),
    healthCheck: {
      command: ['CMD', 'wget', '-qO-', 'http://localhost:8080/health'],
      interval: Duration.seconds(10),
      timeout: Duration.seconds(3),
    },
    ...(isPublished ? { portMappings: [{ containerPort: 8080 }] } : {}),
  });
  const own = new ec2.SecurityGroup(stack, `${name}Group`, { vpc });
  const service = new ecs.FargateService(stack, name, {
    cluster,
    taskDefinition,
    desiredCount: 1,
    minHealthyPercent: 100,
    maxHealthyPercent: 200,
    circuitBreaker: { rollback: true },
    capacityProviderStrategies: [{ capacityProvider: 'FARGATE', weight: 1 }],
    securityGroups: [own],
    cloudMapOptions: {
      cloudMapNamespace: namespace,
      name,
      dnsRecordType: DnsRecordType.A,
      dnsTtl: Duration.seconds(10),
    },
  });
  const resource = service.node.defaultChild as ecs.CfnService;
  resource.addPropertyOverride(
    'NetworkConfiguration.AwsvpcConfiguration.SecurityGroups',
    [own, back, ...(isPublished ? [front] : [])].map(({ securityGroupId }) => securityGroupId),
  );
  resource.node.addDependency(association, cluster, taskDefinition.obtainExecutionRole());
  resource.node.addDependency(vpc.selectSubnets().internetConnectivityEstablished);
  if (isPublished)
    door
      .addListener(`Listener${index}`, { port: 9000 + index, protocol: elbv2.ApplicationProtocol.HTTP })
      .addTargets(name, {
        port: 8080,
        protocol: elbv2.ApplicationProtocol.HTTP,
        targets: [service],
        healthCheck: { path: '/health' },
      });
  if (writers.some((one) => one === index)) {
    const fileSystem = new efs.FileSystem(stack, `data${index}`, {
      vpc,
      encrypted: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    taskDefinition.addVolume({
      name: 'data',
      efsVolumeConfiguration: {
        fileSystemId: fileSystem.fileSystemId,
        transitEncryption: 'ENABLED',
        authorizationConfig: { iam: 'ENABLED' },
      },
    });
    container.addMountPoints({ sourceVolume: 'data', containerPath: '/data', readOnly: false });
    taskDefinition.addToTaskRolePolicy(
      new iam.PolicyStatement({
        actions: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
        resources: [fileSystem.fileSystemArn],
      }),
    );
    fileSystem.connections.allowDefaultPortFrom(own);
    resource.node.addDependency(fileSystem.mountTargetsAvailable);
  }
  const first = index >= 10 ? made[index % 10] : undefined;
  if (first !== undefined) resource.addResourceDependency(first.node.defaultChild as ecs.CfnService);
  made.push(service);
}
app.synth();
