import { Match } from 'aws-cdk-lib/assertions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import type { App } from 'aws-cdk-lib/core';
import { createdVpc, decided, deploymentPlan, service } from './fixtures/plan.js';
import { onlyResource, resourcesOf, stackOf, templateOf } from './fixtures/template.js';
import { votingApp } from './fixtures/voting-app.js';

const template = templateOf(votingApp);

describe('a VPC of its own', () => {
  test('has public and private subnets in two zones behind one NAT gateway', () => {
    template.resourceCountIs('AWS::EC2::Subnet', 4);
    template.resourceCountIs('AWS::EC2::NatGateway', 1);
  });

  test('names its zones by position, for whatever region it is deployed to', () => {
    template.hasResourceProperties('AWS::EC2::Subnet', {
      AvailabilityZone: { 'Fn::Select': [1, { 'Fn::GetAZs': '' }] },
    });
  });

  test.each([undefined, { account: '123456789012', region: 'eu-west-1' }])(
    'makes no context lookup with env %p',
    (env) => {
      const { stack } = stackOf(votingApp, () => ({}), env === undefined ? {} : { env });
      expect((stack.node.root as App).synth().manifest.missing).toBeUndefined();
    },
  );

  test('gives the stack its own zones back', () => {
    const { stack } = stackOf(votingApp);
    expect(Object.getOwnPropertyDescriptor(stack, 'availabilityZones')).toBeUndefined();
  });

  test('keeps the addresses of its subnets when a zone is added', () => {
    expect(inZones(3)).toEqual(expect.arrayContaining(inZones(2)));
  });

  test('resolves bare names by its DHCP option set, there before any service starts', () => {
    template.hasResourceProperties('AWS::EC2::DHCPOptions', {
      DomainName: 'voting-app.internal',
      DomainNameServers: ['AmazonProvidedDNS'],
    });
    const { id } = onlyResource(template, 'AWS::EC2::VPCDHCPOptionsAssociation');
    for (const { DependsOn } of Object.values(resourcesOf(template, 'AWS::ECS::Service')))
      expect(DependsOn).toContain(id);
  });

  test('has routes and capacity providers before any service starts', () => {
    const providers = onlyResource(template, 'AWS::ECS::ClusterCapacityProviderAssociations').id;
    const routes = Object.keys(resourcesOf(template, 'AWS::EC2::Route')).filter((id) =>
      id.includes('Private'),
    );
    expect(routes).toHaveLength(2);
    for (const { DependsOn } of Object.values(resourcesOf(template, 'AWS::ECS::Service')))
      expect(DependsOn).toEqual(expect.arrayContaining([providers, ...routes]));
  });

  test('has no Lambda function and no asset', () => {
    template.resourceCountIs('AWS::Lambda::Function', 0);
  });

  test.each([
    ['nat-gateway-per-zone', 2, 'DISABLED'],
    ['public', 0, 'ENABLED'],
    ['none', 0, 'DISABLED'],
  ] as const)('egress %s has %i NAT gateways and public addresses %s', (egress, gateways, address) => {
    const other = templateOf(
      deploymentPlan({
        vpc: createdVpc({ egress: decided(egress) }),
      }),
    );
    other.resourceCountIs('AWS::EC2::NatGateway', gateways);
    other.hasResourceProperties('AWS::ECS::Service', {
      NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: address } },
    });
  });
});

describe('what the caller brings', () => {
  const given = deploymentPlan({
    vpc: { kind: 'given', subnets: undefined, publicIp: undefined, addedSearchDomain: undefined },
  });

  test('a VPC is used as it is', () => {
    const withVpc = templateOf(given, (stack) => ({
      vpc: Vpc.fromVpcAttributes(stack, 'Given', {
        vpcId: 'vpc-1',
        availabilityZones: ['a', 'b'],
        privateSubnetIds: ['subnet-a', 'subnet-b'],
        privateSubnetRouteTableIds: ['rtb-a', 'rtb-b'],
      }),
    }));
    withVpc.resourceCountIs('AWS::EC2::VPC', 0);
    withVpc.resourceCountIs('AWS::EC2::DHCPOptions', 0);
    withVpc.hasResourceProperties('AWS::ECS::Service', {
      NetworkConfiguration: {
        AwsvpcConfiguration: { AssignPublicIp: 'DISABLED', Subnets: ['subnet-a', 'subnet-b'] },
      },
    });
  });

  test('a VPC without private subnets gives its tasks public addresses', () => {
    const withVpc = templateOf(given, (stack) => ({
      vpc: Vpc.fromVpcAttributes(stack, 'Given', {
        vpcId: 'vpc-1',
        availabilityZones: ['a'],
        publicSubnetIds: ['subnet-a'],
        publicSubnetRouteTableIds: ['rtb-a'],
      }),
    }));
    withVpc.hasResourceProperties('AWS::ECS::Service', {
      NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: 'ENABLED', Subnets: ['subnet-a'] } },
    });
  });

  test('a cluster is used with its VPC', () => {
    const withCluster = templateOf(given, (stack) => ({
      cluster: new Cluster(stack, 'Given', { vpc: new Vpc(stack, 'Vpc') }),
    }));
    withCluster.resourceCountIs('AWS::EC2::VPC', 1);
    withCluster.resourceCountIs('AWS::ECS::Cluster', 1);
    withCluster.resourceCountIs('AWS::ECS::ClusterCapacityProviderAssociations', 1);
  });
});

describe('names', () => {
  test('each service registers its own name for ten seconds', () => {
    template.hasResourceProperties('AWS::ServiceDiscovery::PrivateDnsNamespace', {
      Name: 'voting-app.internal',
    });
    for (const name of ['db', 'redis', 'result', 'vote', 'worker'])
      template.hasResourceProperties('AWS::ServiceDiscovery::Service', {
        Name: name,
        DnsConfig: { DnsRecords: [{ TTL: 10, Type: 'A' }], RoutingPolicy: 'MULTIVALUE' },
      });
  });

  test('an alias points at the name of its service', () => {
    template.hasResourceProperties('AWS::ServiceDiscovery::Service', {
      Name: 'database',
      DnsConfig: { DnsRecords: [{ TTL: 10, Type: 'CNAME' }] },
    });
    template.hasResourceProperties('AWS::ServiceDiscovery::Instance', {
      InstanceAttributes: { AWS_INSTANCE_CNAME: 'db.voting-app.internal' },
    });
  });

  test('an alias of two services resolves to both', () => {
    const shared = templateOf(
      deploymentPlan({
        services: [
          service('a', { names: [decided('a'), decided('both')] }),
          service('b', { names: [decided('b'), decided('both')] }),
        ],
      }),
    );
    shared.resourcePropertiesCountIs('AWS::ServiceDiscovery::Service', { Name: 'both' }, 1);
    shared.resourceCountIs('AWS::ServiceDiscovery::Instance', 2);
  });
});

describe('logs', () => {
  test('go to one group that is kept and forgets after the planned days', () => {
    template.hasResource('AWS::Logs::LogGroup', {
      DeletionPolicy: 'Retain',
      Properties: { RetentionInDays: 30 },
    });
  });

  test('have a stream prefix per container', () => {
    const group = onlyResource(template, 'AWS::Logs::LogGroup').id;
    template.hasResourceProperties('AWS::ECS::TaskDefinition', {
      ContainerDefinitions: [
        Match.objectLike({
          Name: 'redis',
          LogConfiguration: {
            LogDriver: 'awslogs',
            Options: {
              'awslogs-group': { Ref: group },
              'awslogs-stream-prefix': 'redis',
              'awslogs-region': { Ref: 'AWS::Region' },
              mode: 'non-blocking',
              'max-buffer-size': '26214400b',
            },
          },
        }),
      ],
    });
  });
});

function inZones(zones: number): readonly unknown[] {
  const plan = deploymentPlan({ vpc: createdVpc({ zones }) });
  return Object.values(resourcesOf(templateOf(plan), 'AWS::EC2::Subnet')).map(
    ({ Properties }) => Properties?.['CidrBlock'],
  );
}
