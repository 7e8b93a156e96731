import type { RuleCase } from '../rule-cases.js';

const web = 'Task.ContainerDefinitions.0';
const sidecars = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `Task.ContainerDefinitions.${index + 2}`,
      {
        Name: `sidecar${index}`,
        Image: `public.ecr.aws/sidecar@sha256:${'1'.repeat(64)}`,
        LogConfiguration: {
          LogDriver: 'awslogs',
          Options: {
            'awslogs-group': { Ref: 'Logs' },
            'awslogs-region': 'zone',
            'awslogs-stream-prefix': 'x',
          },
        },
      },
    ]),
  );

export const taskDefinitionCases: readonly RuleCase[] = [
  { rule: 'task-size', bad: { 'Task.Memory': '5120' }, good: { 'Task.Memory': '4096' } },
  { rule: 'task-size', bad: { 'Task.Cpu': 768 }, good: { 'Task.Cpu': 1024, 'Task.Memory': 2048 } },
  {
    rule: 'task-size',
    bad: { 'Task.Cpu': 32768, 'Task.Memory': 131072 },
    good: { 'Task.Cpu': 32768, 'Task.Memory': 249856 },
  },
  { rule: 'task-size', bad: { 'Task.Cpu': undefined } },
  { rule: 'container-count', bad: sidecars(9), good: sidecars(8) },
  { rule: 'container-names', bad: { 'Task.ContainerDefinitions.1.Name': 'web' }, also: ['depends-on'] },
  {
    rule: 'container-names',
    bad: { [`${web}.Name`]: 'web.1', 'Service.LoadBalancers.0.ContainerName': 'web.1' },
  },
  { rule: 'essential-container', bad: { [`${web}.Essential`]: false } },
  { rule: 'family-name', bad: { 'Task.Family': 'shop/web' }, good: { 'Task.Family': 'shop-web_1' } },
  {
    rule: 'volume-names',
    bad: { 'Task.Volumes.1': { Name: 'data' } },
    good: { 'Task.Volumes.1': { Name: 'scratch' } },
  },
  { rule: 'volume-names', bad: { 'Task.Volumes.1': { Name: 'a b' } } },
  {
    rule: 'one-volume-at-launch',
    bad: {
      'Task.Volumes.1': { Name: 'a', ConfiguredAtLaunch: true },
      'Task.Volumes.2': { Name: 'b', ConfiguredAtLaunch: true },
    },
    good: { 'Task.Volumes.1': { Name: 'a', ConfiguredAtLaunch: true } },
  },
  {
    rule: 'ephemeral-storage',
    bad: { 'Task.EphemeralStorage': { SizeInGiB: 20 } },
    good: { 'Task.EphemeralStorage': { SizeInGiB: 21 } },
  },
  { rule: 'task-definition-size', bad: { [`${web}.DockerLabels`]: { text: 'x'.repeat(65_536) } } },
  {
    rule: 'operating-system',
    bad: { 'Task.PidMode': 'task', 'Task.RuntimePlatform': { CpuArchitecture: 'ARM64' } },
    good: { 'Task.PidMode': 'task' },
  },
  {
    rule: 'operating-system',
    bad: { 'Task.RuntimePlatform.CpuArchitecture': 'arm64' },
    good: { 'Task.RuntimePlatform.CpuArchitecture': 'ARM64' },
  },
  { rule: 'container-memory', bad: { [`${web}.Memory`]: 2048 }, good: { [`${web}.Memory`]: 1024 } },
  {
    rule: 'container-memory',
    bad: { 'Task.ContainerDefinitions.1.Memory': 768 },
    good: { 'Task.ContainerDefinitions.1.Memory': 512 },
  },
  {
    rule: 'container-memory',
    bad: { [`${web}.MemoryReservation`]: 600 },
    good: { [`${web}.MemoryReservation`]: 256 },
  },
  {
    rule: 'container-cpu',
    bad: { [`${web}.Cpu`]: 400, 'Task.ContainerDefinitions.1.Cpu': 400 },
    good: { [`${web}.Cpu`]: 512 },
  },
  {
    rule: 'ports',
    bad: { [`${web}.PortMappings.1`]: { ContainerPort: 8080, Protocol: 'udp' } },
    good: { [`${web}.PortMappings.1`]: { ContainerPort: 53, Protocol: 'udp' } },
  },
  {
    rule: 'ports',
    bad: { 'Task.ContainerDefinitions.1.PortMappings': [{ ContainerPort: 8080 }] },
    good: { 'Task.ContainerDefinitions.1.PortMappings': [{ ContainerPort: 8081 }] },
  },
  {
    rule: 'ports',
    bad: { [`${web}.PortMappings.0.HostPort`]: 80 },
    good: { [`${web}.PortMappings.0.HostPort`]: 8080 },
  },
  {
    rule: 'ports',
    bad: { [`${web}.PortMappings.0.Name`]: 'Http' },
    good: { [`${web}.PortMappings.0.Name`]: 'http-8080_tcp' },
  },
  { rule: 'ports', bad: { [`${web}.PortMappings.1`]: { ContainerPort: 9, Name: 'http' } } },
  { rule: 'ports', bad: { [`${web}.PortMappings.1`]: { ContainerPort: 65536 } } },
  { rule: 'task-parameter-refused-on-fargate', bad: { 'Task.IpcMode': 'task' } },
  {
    rule: 'task-parameter-refused-on-fargate',
    bad: { 'Task.PidMode': 'host' },
    good: { 'Task.PidMode': 'task' },
  },
  { rule: 'task-parameter-refused-on-fargate', bad: { 'Task.NetworkMode': 'bridge' } },
  { rule: 'task-parameter-refused-on-fargate', bad: { 'Task.RequiresCompatibilities': ['EC2'] } },
  {
    rule: 'task-parameter-refused-on-fargate',
    bad: { 'Task.PlacementConstraints': [{ Type: 'memberOf' }] },
    good: { 'Task.PlacementConstraints': [] },
  },
  {
    rule: 'volume-kind',
    bad: { 'Task.Volumes.1': { Name: 'logs', Host: { SourcePath: '/var/log' } } },
    good: { 'Task.Volumes.1': { Name: 'logs', Host: {} } },
  },
  {
    rule: 'volume-kind',
    bad: { 'Task.Volumes.1': { Name: 'logs', DockerVolumeConfiguration: { Scope: 'task' } } },
  },
  { rule: 'execution-role', bad: { 'Task.ExecutionRoleArn': undefined } },
  {
    rule: 'role-trust',
    bad: { 'TaskRole.AssumeRolePolicyDocument.Statement.0.Principal.Service': 'ecs.amazonaws.com' },
  },
  { rule: 'efs-volume', bad: { 'Task.Volumes.0.EFSVolumeConfiguration.TransitEncryption': 'DISABLED' } },
  {
    rule: 'efs-volume',
    bad: { 'Task.Volumes.0.EFSVolumeConfiguration.RootDirectory': '/data' },
    good: { 'Task.Volumes.0.EFSVolumeConfiguration.RootDirectory': '/' },
  },
  {
    rule: 'efs-grant',
    bad: {
      'TaskRole.Policies.0.PolicyDocument.Statement.0.Resource':
        'arn:aws:elasticfilesystem:x:1:file-system/fs-1',
    },
  },
];
