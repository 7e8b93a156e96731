import type { RuleCase } from '../rule-cases.js';

const network = 'Service.NetworkConfiguration.AwsvpcConfiguration';
const connect = (
  service: Readonly<Record<string, string | readonly Readonly<Record<string, string | number>>[]>>,
) => ({
  'Service.ServiceConnectConfiguration': {
    Enabled: true,
    Namespace: { 'Fn::GetAtt': ['Zone', 'Arn'] },
    Services: [service],
  },
});
const groups = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`${network}.SecurityGroups.${index + 1}`, `sg-${index}`]),
  );
const target = { ContainerName: 'web', ContainerPort: 8080, TargetGroupArn: 'arn:elsewhere' };

export const serviceCases: readonly RuleCase[] = [
  { rule: 'launch-type', bad: { 'Service.LaunchType': 'FARGATE' } },
  { rule: 'launch-type', bad: { 'Service.CapacityProviderStrategy': undefined } },
  { rule: 'capacity-providers', bad: { 'Providers.CapacityProviders': ['FARGATE_SPOT'] } },
  { rule: 'capacity-providers', bad: { 'Service.CapacityProviderStrategy.0.Weight': 0 } },
  { rule: 'capacity-providers', bad: { 'Service!DependsOn.1': 'Listener' } },
  {
    rule: 'deployment-percent',
    bad: { 'Service.DeploymentConfiguration.MaximumPercent': 100 },
    good: {
      'Service.DeploymentConfiguration.MaximumPercent': 100,
      'Service.DeploymentConfiguration.MinimumHealthyPercent': 0,
    },
  },
  {
    rule: 'deployment-percent',
    bad: { 'Service.DeploymentConfiguration.MaximumPercent': 125, 'Service.DesiredCount': 3 },
    good: { 'Service.DeploymentConfiguration.MaximumPercent': 125, 'Service.DesiredCount': 4 },
  },
  {
    rule: 'deployment-percent',
    bad: {
      'Service.AvailabilityZoneRebalancing': 'ENABLED',
      'Service.DeploymentConfiguration.MaximumPercent': 100,
      'Service.DeploymentConfiguration.MinimumHealthyPercent': 0,
    },
    good: { 'Service.AvailabilityZoneRebalancing': 'ENABLED' },
  },
  {
    rule: 'circuit-breaker',
    bad: { 'Service.DeploymentConfiguration.DeploymentCircuitBreaker.Rollback': false },
  },
  {
    rule: 'network-configuration',
    bad: { [`${network}.SecurityGroups`]: [] },
    also: ['efs-reachable', 'target-reachable'],
  },
  { rule: 'network-configuration', bad: groups(5), good: groups(4) },
  { rule: 'network-configuration', bad: { [`${network}.SecurityGroups.1`]: { Ref: 'WebGroup' } } },
  { rule: 'network-configuration', bad: { [`${network}.Subnets`]: undefined } },
  { rule: 'load-balancer-port', bad: { 'Service.LoadBalancers.0.ContainerName': 'proxy' } },
  {
    rule: 'load-balancer-port',
    bad: { 'Service.LoadBalancers.0.ContainerPort': 8081 },
    also: ['target-reachable'],
  },
  {
    rule: 'load-balancer-port',
    bad: { 'Service.LoadBalancers': Array.from({ length: 6 }, () => target) },
    good: { 'Service.LoadBalancers': Array.from({ length: 5 }, () => target) },
  },
  { rule: 'target-group-in-use', bad: { 'Targets.TargetType': 'instance' } },
  { rule: 'target-group-in-use', bad: { 'Listener.DefaultActions': [], Rule: undefined } },
  {
    rule: 'target-group-in-use',
    bad: { 'Service!DependsOn.0': 'Providers' },
    good: { 'Service!DependsOn.0': 'Rule' },
  },
  {
    rule: 'grace-period',
    bad: { 'Service.LoadBalancers': [] },
    good: { 'Service.LoadBalancers': [], 'Service.HealthCheckGracePeriodSeconds': undefined },
  },
  {
    rule: 'platform-version',
    bad: { 'Service.PlatformVersion': '1.3.0' },
    good: { 'Service.PlatformVersion': '1.4.0' },
  },
  {
    rule: 'service-name',
    bad: { 'Service.ServiceName': 'shop.web' },
    good: { 'Service.ServiceName': 'shop-web' },
  },
  {
    rule: 'scheduling',
    bad: { 'Service.SchedulingStrategy': 'DAEMON' },
    good: { 'Service.SchedulingStrategy': 'REPLICA' },
  },
  {
    rule: 'tags',
    bad: { 'Service.Tags': [{ Key: 'aws:owner', Value: 'me' }] },
    good: { 'Service.Tags': [{ Key: 'owner', Value: 'me' }] },
  },
  {
    rule: 'exec-grant',
    bad: { 'TaskRole.Policies.0.PolicyDocument.Statement.1.Action': 'ssmmessages:OpenDataChannel' },
    good: {
      'TaskRole.Policies.0.PolicyDocument.Statement.1.Action': 'ssmmessages:OpenDataChannel',
      'Service.EnableExecuteCommand': false,
    },
  },
  { rule: 'starts-after-policies', bad: { 'Service!DependsOn.2': 'Listener' } },
  { rule: 'service-connect', bad: connect({ PortName: 'https' }), good: connect({ PortName: 'http' }) },
  {
    rule: 'service-connect',
    bad: connect({ PortName: 'http', ClientAliases: [{ DnsName: 'Web', Port: 80 }] }),
    good: connect({ PortName: 'http', ClientAliases: [{ DnsName: 'web', Port: 80 }] }),
  },
  {
    rule: 'service-connect',
    bad: connect({
      PortName: 'http',
      ClientAliases: [
        { DnsName: 'web', Port: 80 },
        { DnsName: 'shop', Port: 80 },
      ],
    }),
  },
  {
    rule: 'service-connect',
    bad: {
      ...connect({ PortName: 'dns' }),
      'Task.ContainerDefinitions.0.PortMappings.1': { ContainerPort: 53, Protocol: 'udp', Name: 'dns' },
    },
  },
  {
    rule: 'service-connect-twice',
    bad: connect({ PortName: 'http', DiscoveryName: 'web' }),
    good: connect({ PortName: 'http', DiscoveryName: 'web-connect' }),
  },
  { rule: 'service-registry', bad: { 'Service.ServiceRegistries.1': { RegistryArn: 'arn:elsewhere' } } },
  {
    rule: 'service-registry',
    bad: { 'Name.DnsConfig.DnsRecords.0.Type': 'SRV' },
    good: { 'Name.DnsConfig.DnsRecords.0.Type': 'SRV', 'Service.ServiceRegistries.0.ContainerPort': 8080 },
  },
  { rule: 'log-retention', bad: { 'Logs.RetentionInDays': 31 }, good: { 'Logs.RetentionInDays': 365 } },
  { rule: 'log-retention', bad: { 'Logs.RetentionInDays': undefined } },
  {
    rule: 'log-group-name',
    bad: { 'Logs.LogGroupName': 'shop web' },
    good: { 'Logs.LogGroupName': '/shop/web' },
  },
];
