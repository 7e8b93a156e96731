import type { RuleCase } from '../rule-cases.js';

const web = 'Task.ContainerDefinitions.0';
const prepare = 'Task.ContainerDefinitions.1';

const refused: readonly RuleCase[] = (
  [
    ['DisableNetworking', true],
    ['DnsSearchDomains', ['local']],
    ['DnsServers', ['1.1.1.1']],
    ['DockerSecurityOptions', ['no-new-privileges']],
    ['ExtraHosts', [{ Hostname: 'db', IpAddress: '10.0.0.1' }]],
    ['Hostname', 'web'],
    ['Links', ['db']],
    ['Privileged', true],
    ['ResourceRequirements', [{ Type: 'GPU', Value: '1' }]],
    ['LinuxParameters.Devices', [{ HostPath: '/dev/fuse' }]],
    ['LinuxParameters.MaxSwap', 64],
    ['LinuxParameters.SharedMemorySize', 64],
    ['LinuxParameters.Swappiness', 0],
  ] as const
).map(([path, value]) => ({ rule: 'parameter-refused-on-fargate', bad: { [`${web}.${path}`]: value } }));

export const containerCases: readonly RuleCase[] = [
  ...refused,
  {
    rule: 'parameter-refused-on-fargate',
    bad: { [`${web}.Privileged`]: 'true' },
    good: { [`${web}.Privileged`]: false },
  },
  {
    rule: 'capability-add',
    bad: { [`${web}.LinuxParameters.Capabilities.Add`]: ['NET_ADMIN'] },
    good: { [`${web}.LinuxParameters.Capabilities`]: { Add: ['SYS_PTRACE'], Drop: ['ALL'] } },
  },
  {
    rule: 'system-control',
    bad: { [`${web}.SystemControls`]: [{ Namespace: 'vm.max_map_count', Value: '262144' }] },
    good: {
      [`${web}.SystemControls`]: [
        { Namespace: 'net.core.somaxconn', Value: '1024' },
        { Namespace: 'kernel.shmmax', Value: '1' },
      ],
    },
  },
  {
    rule: 'ulimit',
    bad: { [`${web}.Ulimits`]: [{ Name: 'nofile', SoftLimit: 65536, HardLimit: 1024 }] },
    good: { [`${web}.Ulimits`]: [{ Name: 'nofile', SoftLimit: 1024, HardLimit: 65536 }] },
  },
  { rule: 'ulimit', bad: { [`${web}.Ulimits`]: [{ Name: 'nofile', SoftLimit: 1024 }] } },
  { rule: 'ulimit', bad: { [`${web}.Ulimits`]: [{ Name: 'files', SoftLimit: 1, HardLimit: 1 }] } },
  { rule: 'ulimit', bad: { [`${web}.Ulimits`]: [{ Name: 'nofile', SoftLimit: 1024, HardLimit: 1048577 }] } },
  {
    rule: 'tmpfs',
    bad: { [`${web}.LinuxParameters.Tmpfs`]: [{ ContainerPath: '/run', Size: 0 }] },
    good: { [`${web}.LinuxParameters.Tmpfs`]: [{ ContainerPath: '/run', Size: 64 }] },
  },
  { rule: 'tmpfs', bad: { [`${web}.LinuxParameters.Tmpfs`]: [{ ContainerPath: 'run', Size: 64 }] } },
  {
    rule: 'health-check',
    bad: { [`${web}.HealthCheck.Command`]: ['curl', '-f', 'localhost'] },
    good: { [`${web}.HealthCheck.Command`]: ['CMD', 'curl', '-f', 'localhost'] },
  },
  { rule: 'health-check', bad: { [`${web}.HealthCheck.Command`]: ['CMD-SHELL', 'curl', 'localhost'] } },
  {
    rule: 'health-check',
    bad: { [`${web}.HealthCheck.Interval`]: 2 },
    good: { [`${web}.HealthCheck.Interval`]: 5 },
  },
  {
    rule: 'health-check',
    bad: { [`${web}.HealthCheck.Timeout`]: 90 },
    good: { [`${web}.HealthCheck.Timeout`]: 60 },
  },
  {
    rule: 'health-check',
    bad: { [`${web}.HealthCheck.Retries`]: 20 },
    good: { [`${web}.HealthCheck.Retries`]: 10 },
  },
  {
    rule: 'health-check',
    bad: { [`${web}.HealthCheck.StartPeriod`]: 600 },
    good: { [`${web}.HealthCheck.StartPeriod`]: 300 },
  },
  {
    rule: 'start-and-stop-timeout',
    bad: { [`${web}.StopTimeout`]: 300 },
    good: { [`${web}.StopTimeout`]: 120 },
  },
  {
    rule: 'start-and-stop-timeout',
    bad: { [`${web}.StartTimeout`]: 1 },
    good: { [`${web}.StartTimeout`]: 2 },
  },
  {
    rule: 'restart-policy',
    bad: { [`${web}.RestartPolicy`]: { Enabled: true, RestartAttemptPeriod: 10 } },
    good: { [`${web}.RestartPolicy`]: { Enabled: true, RestartAttemptPeriod: 60 } },
  },
  {
    rule: 'mount-points',
    bad: { [`${web}.MountPoints.1`]: { SourceVolume: 'cache', ContainerPath: '/cache' } },
    good: {
      [`${web}.MountPoints.1`]: { SourceVolume: 'cache', ContainerPath: '/cache' },
      'Task.Volumes.1': { Name: 'cache' },
    },
  },
  {
    rule: 'mount-points',
    bad: { [`${web}.MountPoints.1`]: { SourceVolume: 'data', ContainerPath: '/data/' } },
  },
  { rule: 'mount-points', bad: { [`${web}.MountPoints.0.ContainerPath`]: 'data' } },
  {
    rule: 'volumes-from',
    bad: { [`${web}.VolumesFrom`]: [{ SourceContainer: 'db' }] },
    good: { [`${web}.VolumesFrom`]: [{ SourceContainer: 'prepare' }] },
  },
  {
    rule: 'environment',
    bad: { [`${web}.Environment.1`]: { Name: 'PASSWORD', Value: 'x' } },
    good: { [`${web}.Environment.1`]: { Name: 'PASSWORD_FILE', Value: 'x' } },
  },
  { rule: 'environment', bad: { [`${web}.Environment.1`]: { Name: '', Value: 'x' } } },
  {
    rule: 'image-by-digest',
    bad: { [`${web}.Image`]: 'docker.io/library/nginx:1.29' },
    good: { [`${web}.Image`]: `docker.io/library/nginx:1.29@sha256:${'a'.repeat(64)}` },
  },
  {
    rule: 'image-by-digest',
    bad: { [`${web}.Image`]: '' },
    good: {
      [`${web}.Image`]: 'nginx',
      '/Rules': {
        Images: {
          Assertions: [
            { Assert: { 'Fn::Equals': ['locked', 'no'] }, AssertDescription: 'run cdk-compose build' },
          ],
        },
      },
    },
  },
  {
    rule: 'image-by-digest',
    bad: {
      [`${web}.Image`]: 'nginx',
      '/Rules': {
        CheckBootstrapVersion: {
          Assertions: [{ Assert: { 'Fn::Not': [{ 'Fn::Contains': [['1'], { Ref: 'Version' }] }] } }],
        },
      },
    },
  },
  { rule: 'depends-on', bad: { [`${web}.DependsOn.0.ContainerName`]: 'migrate' } },
  { rule: 'depends-on', bad: { [`${prepare}.Essential`]: true } },
  {
    rule: 'depends-on',
    bad: { [`${web}.DependsOn.0.Condition`]: 'HEALTHY' },
    good: {
      [`${web}.DependsOn.0.Condition`]: 'HEALTHY',
      [`${prepare}.HealthCheck`]: { Command: ['CMD', 'true'] },
    },
  },
  {
    rule: 'depends-on-cycle',
    bad: { [`${prepare}.DependsOn`]: [{ ContainerName: 'web', Condition: 'START' }] },
  },
];
