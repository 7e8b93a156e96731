import { many } from '../change.js';
import type { RuleCase } from '../rule-cases.js';

const world = (port: number) => ({ IpProtocol: 'tcp', FromPort: port, ToPort: port, CidrIp: '0.0.0.0/0' });
const peers = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ ...world(80), CidrIp: `10.0.0.${index}/32` }));
const name = (value: string) => ({
  Type: 'AWS::ServiceDiscovery::Service',
  Properties: { Name: value, NamespaceId: { 'Fn::GetAtt': ['Zone', 'Id'] } },
});
const endpoint = (service: string) => ({
  Type: 'AWS::EC2::VPCEndpoint',
  Properties: {
    VpcId: { Ref: 'Vpc' },
    PrivateDnsEnabled: true,
    ServiceName: { 'Fn::Join': ['', ['com.amazonaws.', { Ref: 'AWS::Region' }, `.${service}`]] },
  },
});
const sealed = {
  RouteA: undefined,
  RouteB: undefined,
  'Service!DependsOn.3': 'Listener',
  'Service!DependsOn.4': 'Listener',
};
const endpoints = Object.fromEntries(
  ['ecr.api', 'ecr.dkr', 's3', 'logs', 'secretsmanager'].map((each, index) => [
    `Endpoint${index}`,
    endpoint(each),
  ]),
);

const closed = {
  'WebGroup.SecurityGroupEgress': [
    { IpProtocol: 'tcp', FromPort: 2049, ToPort: 2049, DestinationSecurityGroupId: { Ref: 'FilesGroup' } },
  ],
};
const https = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443 };
const reached = {
  'WebGroup.SecurityGroupEgress.1': { ...https, DestinationSecurityGroupId: { Ref: 'EndpointGroup' } },
  'WebGroup.SecurityGroupEgress.2': { ...https, DestinationPrefixListId: 'pl-of-s3' },
  EndpointGroup: {
    Type: 'AWS::EC2::SecurityGroup',
    Properties: {
      VpcId: { Ref: 'Vpc' },
      GroupDescription: 'endpoints',
      SecurityGroupIngress: [{ ...https, SourceSecurityGroupId: { Ref: 'WebGroup' } }],
    },
  },
  ...Object.fromEntries(
    Object.keys(endpoints).map((id) => [`${id}.SecurityGroupIds`, [{ Ref: 'EndpointGroup' }]]),
  ),
};
const job = {
  Type: 'Custom::Job',
  Properties: {
    ServiceToken: 'arn',
    TaskDefinition: { Ref: 'Task' },
    Subnets: [{ Ref: 'SubnetA' }],
    SecurityGroups: [{ Ref: 'WebGroup' }],
    AssignPublicIp: 'DISABLED',
  },
};
const jobNeeds = ['Providers', 'ExecutionPolicy', 'RouteA', 'MountA', 'MountB', 'DhcpUse'];

export const networkCases: readonly RuleCase[] = [
  { rule: 'namespace-name', bad: { 'Zone.Name': 'shop..internal' }, also: ['bare-names-resolve'] },
  { rule: 'discovery-name', bad: { 'Name.Name': 'web shop' }, good: { 'Name.Name': 'web_shop' } },
  { rule: 'discovery-name-twice', bad: { Alias: name('WEB') }, good: { Alias: name('shop') } },
  { rule: 'discovery-records', bad: { 'Name.DnsConfig.DnsRecords.0.TTL': undefined } },
  { rule: 'discovery-records', bad: { 'Name.HealthCheckCustomConfig.FailureThreshold': 3 } },
  { rule: 'bare-names-resolve', bad: { DhcpUse: undefined, 'Service!DependsOn.7': 'Listener' } },
  {
    rule: 'bare-names-resolve',
    bad: { 'Dhcp.DomainName': 'internal' },
    good: { 'Dhcp.DomainName': 'shop.internal ec2.internal' },
  },
  { rule: 'bare-names-resolve', bad: { 'Service!DependsOn.7': 'Listener' } },
  { rule: 'bare-names-resolve', bad: { 'Vpc.EnableDnsHostnames': false } },
  { rule: 'efs-reachable', bad: { MountB: undefined, 'Service!DependsOn.6': 'MountA' } },
  { rule: 'efs-reachable', bad: { 'Service!DependsOn.6': 'MountA' } },
  { rule: 'efs-reachable', bad: { 'FilesGroup.SecurityGroupIngress': [] } },
  { rule: 'mount-target-per-zone', bad: { 'MountB.SubnetId': { Ref: 'SubnetA' } }, also: ['efs-reachable'] },
  {
    rule: 'data-retained',
    bad: { 'Files!DeletionPolicy': 'Delete' },
    good: { 'Files!DeletionPolicy': 'Retain' },
  },
  { rule: 'data-retained', bad: { 'Files.Encrypted': false } },
  {
    rule: 'access-point',
    bad: { 'FilesPoint.RootDirectory.Path': '/a/b/c/d/e' },
    good: { 'FilesPoint.RootDirectory.Path': '/a/b/c/d' },
  },
  { rule: 'access-point', bad: { 'FilesPoint.RootDirectory.CreationInfo': undefined } },
  { rule: 'access-point', bad: { 'FilesPoint.PosixUser.Uid': 'postgres' } },
  { rule: 'open-to-the-internet', bad: { 'WebGroup.SecurityGroupIngress': [world(5432)] } },
  {
    rule: 'security-group-rule-count',
    bad: { 'WebGroup.SecurityGroupIngress': peers(60) },
    good: { 'WebGroup.SecurityGroupIngress': peers(59) },
  },
  {
    rule: 'security-group-description',
    bad: { 'WebGroup.GroupDescription': 'web’s peers' },
    good: { 'WebGroup.GroupDescription': 'peers of web (shop)' },
  },
  {
    rule: 'same-rule-twice',
    bad: { 'FrontGroup.SecurityGroupIngress.1': world(80) },
    good: { 'FrontGroup.SecurityGroupIngress.1': world(443) },
  },
  {
    rule: 'way-out',
    bad: { 'RouteA.NatGatewayId': undefined, 'RouteB.NatGatewayId': undefined },
    good: {
      'RouteA.NatGatewayId': undefined,
      'RouteB.NatGatewayId': undefined,
      'Service.NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp': 'ENABLED',
    },
  },
  { rule: 'way-out', bad: { 'Service!DependsOn.3': 'Listener' } },
  { rule: 'way-out', bad: sealed, good: { ...sealed, ...endpoints } },
  {
    rule: 'way-out',
    bad: { ...sealed, ...endpoints, 'Task.ContainerDefinitions.1.Image': `nginx@sha256:${'b'.repeat(64)}` },
  },
  { rule: 'egress', bad: closed, good: { ...closed, ...endpoints, ...reached } },
  { rule: 'egress', bad: { ...closed, ...endpoints, ...reached, 'EndpointGroup.SecurityGroupIngress': [] } },
  {
    rule: 'egress',
    bad: {
      ...closed,
      ...endpoints,
      ...reached,
      'WebGroup.SecurityGroupEgress.2': { ...https, CidrIp: '10.0.0.0/8' },
    },
  },
  {
    rule: 'starts-after-policies',
    bad: { Job: { ...job, DependsOn: jobNeeds.filter((need) => need !== 'ExecutionPolicy') } },
    good: { Job: { ...job, DependsOn: jobNeeds } },
  },
  { rule: 'way-out', bad: { Job: { ...job, DependsOn: jobNeeds.filter((need) => need !== 'RouteA') } } },
  {
    rule: 'efs-reachable',
    bad: { Job: { ...job, DependsOn: jobNeeds.filter((need) => need !== 'MountA') } },
  },
  { rule: 'security-group-vpc', bad: { 'SubnetA.VpcId': { Ref: 'Other' } } },
  {
    rule: 'gateway-count',
    bad: many(5, (index) => ({ [`Nat${index}`]: { Type: 'AWS::EC2::NatGateway', Properties: {} } })),
    good: many(4, (index) => ({ [`Nat${index}`]: { Type: 'AWS::EC2::NatGateway', Properties: {} } })),
  },
];
