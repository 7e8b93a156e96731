import type { Json } from './json.js';

type Fields = Readonly<Record<string, Json>>;

const digest = `sha256:${'0'.repeat(64)}`;
const ref = (id: string) => ({ Ref: id });
const attribute = (id: string, name: string) => ({ 'Fn::GetAtt': [id, name] });
const allow = (Action: Json, Resource: Json) => ({ Effect: 'Allow', Action, Resource });
const trust = {
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ],
};
const repository = {
  'Fn::Join': [
    '',
    [
      'arn:',
      ref('AWS::Partition'),
      ':ecr:',
      ref('AWS::Region'),
      ':',
      ref('AWS::AccountId'),
      ':repository/shop',
    ],
  ],
};
const image = {
  'Fn::Join': [
    '',
    [ref('AWS::AccountId'), '.dkr.ecr.', ref('AWS::Region'), '.', ref('AWS::URLSuffix'), `/shop@${digest}`],
  ],
};

const resource = (kind: string, Properties: Fields, more: Fields = {}) => ({
  Type: `AWS::${kind}`,
  Properties,
  ...more,
});

const zoneNetwork = (zone: string) => ({
  [`Subnet${zone}`]: resource('EC2::Subnet', { VpcId: ref('Vpc'), AvailabilityZone: `zone-${zone}` }),
  [`Table${zone}`]: resource('EC2::RouteTable', { VpcId: ref('Vpc') }),
  [`Association${zone}`]: resource('EC2::SubnetRouteTableAssociation', {
    SubnetId: ref(`Subnet${zone}`),
    RouteTableId: ref(`Table${zone}`),
  }),
  [`Route${zone}`]: resource('EC2::Route', {
    RouteTableId: ref(`Table${zone}`),
    DestinationCidrBlock: '0.0.0.0/0',
    NatGatewayId: ref('Nat'),
  }),
  [`Mount${zone}`]: resource('EFS::MountTarget', {
    FileSystemId: ref('Files'),
    SubnetId: ref(`Subnet${zone}`),
    SecurityGroups: [ref('FilesGroup')],
  }),
});

const network = {
  Vpc: resource('EC2::VPC', { EnableDnsSupport: true, EnableDnsHostnames: true }),
  Nat: resource('EC2::NatGateway', {}),
  Dhcp: resource('EC2::DHCPOptions', {
    DomainName: 'shop.internal',
    DomainNameServers: ['AmazonProvidedDNS'],
  }),
  DhcpUse: resource('EC2::VPCDHCPOptionsAssociation', { VpcId: ref('Vpc'), DhcpOptionsId: ref('Dhcp') }),
  Zone: resource('ServiceDiscovery::PrivateDnsNamespace', { Name: 'shop.internal', Vpc: ref('Vpc') }),
  ...zoneNetwork('A'),
  ...zoneNetwork('B'),
  WebGroup: resource('EC2::SecurityGroup', {
    GroupDescription: 'web',
    VpcId: ref('Vpc'),
    SecurityGroupEgress: [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }],
  }),
  FilesGroup: resource('EC2::SecurityGroup', {
    GroupDescription: 'files',
    VpcId: ref('Vpc'),
    SecurityGroupIngress: [
      { IpProtocol: 'tcp', FromPort: 2049, ToPort: 2049, SourceSecurityGroupId: ref('WebGroup') },
    ],
  }),
  FrontGroup: resource('EC2::SecurityGroup', {
    GroupDescription: 'front door',
    VpcId: ref('Vpc'),
    SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, CidrIp: '0.0.0.0/0' }],
  }),
  FrontToWeb: resource('EC2::SecurityGroupIngress', {
    GroupId: ref('WebGroup'),
    IpProtocol: 'tcp',
    FromPort: 8080,
    ToPort: 8080,
    SourceSecurityGroupId: ref('FrontGroup'),
  }),
};

const permissions = {
  ExecutionRole: resource('IAM::Role', { AssumeRolePolicyDocument: trust }),
  ExecutionPolicy: resource('IAM::Policy', {
    Roles: [ref('ExecutionRole')],
    PolicyName: 'execution',
    PolicyDocument: {
      Statement: [
        allow('ecr:GetAuthorizationToken', '*'),
        allow(
          ['ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'],
          repository,
        ),
        allow(['logs:CreateLogStream', 'logs:PutLogEvents'], attribute('Logs', 'Arn')),
        allow('secretsmanager:GetSecretValue', ref('Password')),
      ],
    },
  }),
  TaskRole: resource('IAM::Role', {
    AssumeRolePolicyDocument: trust,
    Policies: [
      {
        PolicyName: 'files',
        PolicyDocument: {
          Statement: [
            allow(
              ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
              attribute('Files', 'Arn'),
            ),
            allow(
              ['Create', 'Open'].flatMap((verb) => [
                `ssmmessages:${verb}ControlChannel`,
                `ssmmessages:${verb}DataChannel`,
              ]),
              '*',
            ),
          ],
        },
      },
    ],
  }),
};

const containers: Json = [
  {
    Name: 'web',
    Image: image,
    Essential: true,
    Memory: 512,
    PortMappings: [{ Name: 'http', ContainerPort: 8080, Protocol: 'tcp' }],
    HealthCheck: { Command: ['CMD-SHELL', 'curl -f localhost:8080'], Interval: 30, Timeout: 5, Retries: 3 },
    Secrets: [{ Name: 'PASSWORD', ValueFrom: { 'Fn::Join': ['', [ref('Password'), ':password::']] } }],
    Environment: [{ Name: 'MODE', Value: 'production' }],
    MountPoints: [{ SourceVolume: 'data', ContainerPath: '/data' }],
    DependsOn: [{ ContainerName: 'prepare', Condition: 'SUCCESS' }],
    LogConfiguration: {
      LogDriver: 'awslogs',
      Options: {
        'awslogs-group': ref('Logs'),
        'awslogs-region': ref('AWS::Region'),
        'awslogs-stream-prefix': 'web',
      },
    },
  },
  {
    Name: 'prepare',
    Image: image,
    Essential: false,
    LogConfiguration: {
      LogDriver: 'awslogs',
      Options: {
        'awslogs-group': ref('Logs'),
        'awslogs-region': ref('AWS::Region'),
        'awslogs-stream-prefix': 'web',
      },
    },
  },
];

const compute = {
  Cluster: resource('ECS::Cluster', {}),
  Providers: resource('ECS::ClusterCapacityProviderAssociations', {
    Cluster: ref('Cluster'),
    CapacityProviders: ['FARGATE', 'FARGATE_SPOT'],
  }),
  Logs: resource('Logs::LogGroup', { RetentionInDays: 30 }),
  Password: resource('SecretsManager::Secret', { GenerateSecretString: {} }, { DeletionPolicy: 'Retain' }),
  Files: resource(
    'EFS::FileSystem',
    { Encrypted: true },
    { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' },
  ),
  FilesPoint: resource('EFS::AccessPoint', {
    FileSystemId: ref('Files'),
    PosixUser: { Uid: '1000', Gid: '1000' },
    RootDirectory: {
      Path: '/data',
      CreationInfo: { OwnerUid: '1000', OwnerGid: '1000', Permissions: '0755' },
    },
  }),
  Task: resource('ECS::TaskDefinition', {
    Cpu: '512',
    Memory: '1024',
    NetworkMode: 'awsvpc',
    RequiresCompatibilities: ['FARGATE'],
    RuntimePlatform: { CpuArchitecture: 'X86_64', OperatingSystemFamily: 'LINUX' },
    ExecutionRoleArn: attribute('ExecutionRole', 'Arn'),
    TaskRoleArn: attribute('TaskRole', 'Arn'),
    ContainerDefinitions: containers,
    Volumes: [
      {
        Name: 'data',
        EFSVolumeConfiguration: {
          FilesystemId: ref('Files'),
          TransitEncryption: 'ENABLED',
          AuthorizationConfig: { AccessPointId: ref('FilesPoint'), IAM: 'ENABLED' },
        },
      },
    ],
  }),
  Name: resource('ServiceDiscovery::Service', {
    Name: 'web',
    NamespaceId: attribute('Zone', 'Id'),
    DnsConfig: {
      NamespaceId: attribute('Zone', 'Id'),
      RoutingPolicy: 'MULTIVALUE',
      DnsRecords: [{ Type: 'A', TTL: 10 }],
    },
    HealthCheckCustomConfig: { FailureThreshold: 1 },
  }),
  Service: resource(
    'ECS::Service',
    {
      Cluster: ref('Cluster'),
      TaskDefinition: ref('Task'),
      DesiredCount: 1,
      CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE', Weight: 1 }],
      DeploymentConfiguration: {
        MinimumHealthyPercent: 100,
        MaximumPercent: 200,
        DeploymentCircuitBreaker: { Enable: true, Rollback: true },
      },
      EnableExecuteCommand: true,
      HealthCheckGracePeriodSeconds: 120,
      LoadBalancers: [{ ContainerName: 'web', ContainerPort: 8080, TargetGroupArn: ref('Targets') }],
      NetworkConfiguration: {
        AwsvpcConfiguration: {
          Subnets: [ref('SubnetA'), ref('SubnetB')],
          SecurityGroups: [ref('WebGroup')],
          AssignPublicIp: 'DISABLED',
        },
      },
      ServiceRegistries: [{ RegistryArn: attribute('Name', 'Arn') }],
    },
    {
      DependsOn: [
        'Listener',
        'Providers',
        'ExecutionPolicy',
        'RouteA',
        'RouteB',
        'MountA',
        'MountB',
        'DhcpUse',
      ],
    },
  ),
};

const frontDoor = {
  Balancer: resource('ElasticLoadBalancingV2::LoadBalancer', {
    Type: 'application',
    Scheme: 'internet-facing',
    Subnets: [ref('SubnetA'), ref('SubnetB')],
    SecurityGroups: [ref('FrontGroup')],
  }),
  Listener: resource('ElasticLoadBalancingV2::Listener', {
    LoadBalancerArn: ref('Balancer'),
    Port: 80,
    Protocol: 'HTTP',
    DefaultActions: [{ Type: 'forward', TargetGroupArn: ref('Targets') }],
  }),
  Rule: resource('ElasticLoadBalancingV2::ListenerRule', {
    ListenerArn: ref('Listener'),
    Priority: 10,
    Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/api/*'] } }],
    Actions: [{ Type: 'forward', TargetGroupArn: ref('Targets') }],
  }),
  Targets: resource('ElasticLoadBalancingV2::TargetGroup', {
    VpcId: ref('Vpc'),
    TargetType: 'ip',
    Port: 8080,
    Protocol: 'HTTP',
    HealthCheckPath: '/',
    Matcher: { HttpCode: '200-499' },
    TargetGroupAttributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '30' }],
  }),
};

/** A deployment that AWS takes as it is: what the bad templates of the tests are made from. */
export const sampleTemplate: Json = {
  Resources: { ...network, ...permissions, ...compute, ...frontDoor },
};
