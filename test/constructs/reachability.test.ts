import type { Template } from 'aws-cdk-lib/assertions';
import {
  cause,
  container,
  decided,
  deploymentPlan,
  httpListener,
  httpLoadBalancer,
  httpTarget,
  service,
} from './fixtures/plan.js';
import { onlyResource, resourcesOf, templateOf } from './fixtures/template.js';
import { votingApp } from './fixtures/voting-app.js';

const template = templateOf(votingApp);
const groupId = (id: string) => ({ 'Fn::GetAtt': [id, 'GroupId'] });

function group(of: Template, startsWith: string): string {
  return onlyResource(of, 'AWS::EC2::SecurityGroup', `App${startsWith}`).id;
}

/** Every way in: which group admits which peer, on which ports. */
function waysIn(of: Template): readonly { group: unknown; from: unknown; ports: string }[] {
  const inline = Object.entries(resourcesOf(of, 'AWS::EC2::SecurityGroup')).flatMap(([id, { Properties }]) =>
    ((Properties?.['SecurityGroupIngress'] ?? []) as Record<string, unknown>[]).map((rule) => ({
      group: groupId(id),
      from: rule['CidrIp'],
      ports: portsOf(rule),
    })),
  );
  const apart = Object.values(resourcesOf(of, 'AWS::EC2::SecurityGroupIngress')).map(
    ({ Properties = {} }) => ({
      group: Properties['GroupId'],
      from: Properties['SourceSecurityGroupId'] ?? Properties['CidrIp'],
      ports: portsOf(Properties),
    }),
  );
  return [...inline, ...apart];
}

function portsOf(rule: Readonly<Record<string, unknown>>): string {
  return rule['IpProtocol'] === '-1'
    ? 'all'
    : `${String(rule['IpProtocol'])} ${String(rule['FromPort'])}-${String(rule['ToPort'])}`;
}

describe('security groups', () => {
  test('are one per Compose network, one per service, one per load balancer and one per volume', () => {
    template.resourceCountIs('AWS::EC2::SecurityGroup', 2 + 5 + 1 + 1);
  });

  test('let the members of a network reach each other on every port', () => {
    for (const network of ['Networksbacktier', 'Networksfronttier']) {
      const id = groupId(group(template, network));
      expect(waysIn(template)).toContainEqual({ group: id, from: id, ports: 'all' });
    }
  });

  test('are joined by a service: its own and those of its networks', () => {
    const { Properties } = onlyResource(template, 'AWS::ECS::Service', 'AppServicesvote');
    expect(Properties).toMatchObject({
      NetworkConfiguration: {
        AwsvpcConfiguration: {
          SecurityGroups: [
            groupId(group(template, 'Servicesvote')),
            groupId(group(template, 'Networksbacktier')),
            groupId(group(template, 'Networksfronttier')),
          ],
        },
      },
    });
  });

  test('that exist already are joined and left as they are', () => {
    const external = templateOf(
      deploymentPlan({
        networks: [{ name: 'default', internal: false, existing: 'sg-0123', members: ['web'], cause }],
      }),
    );
    expect(JSON.stringify(onlyResource(external, 'AWS::ECS::Service').Properties)).toContain('"sg-0123"');
    expect(waysIn(external)).toEqual([]);
  });

  test('have exactly the ways in that the plan asks for', () => {
    const [back, front, vote, result, db, door, volume] = [
      'Networksbacktier',
      'Networksfronttier',
      'Servicesvote',
      'Servicesresult',
      'Servicesdb',
      'LoadBalancersHttpSecurityGroup',
      'Volumesdbdata',
    ].map((name) => groupId(group(template, name)));
    const expected = [
      { group: back, from: back, ports: 'all' },
      { group: front, from: front, ports: 'all' },
      { group: vote, from: door, ports: 'tcp 80-80' },
      { group: result, from: door, ports: 'tcp 80-80' },
      { group: volume, from: db, ports: 'tcp 2049-2049' },
      { group: door, from: '0.0.0.0/0', ports: 'tcp 8080-8080' },
      { group: door, from: '0.0.0.0/0', ports: 'tcp 8081-8081' },
    ];
    expect(waysIn(template)).toHaveLength(expected.length);
    expect(waysIn(template)).toEqual(expect.arrayContaining(expected));
  });

  test('let nobody but the members out through a network, and everybody through a service of the internet', () => {
    const anywhere = { SecurityGroupEgress: [expect.objectContaining({ CidrIp: '0.0.0.0/0' })] };
    expect(onlyResource(template, 'AWS::EC2::SecurityGroup', 'AppServicesvote').Properties).toMatchObject(
      anywhere,
    );
    expect(
      onlyResource(template, 'AWS::EC2::SecurityGroup', 'AppNetworksbacktier').Properties,
    ).not.toMatchObject(anywhere);
  });

  test('of a service without the internet let nothing out but to its volume', () => {
    const closed = templateOf({
      ...votingApp,
      services: votingApp.services.map((one) => ({ ...one, internet: decided(false) })),
    });
    expect(
      JSON.stringify(onlyResource(closed, 'AWS::EC2::SecurityGroup', 'AppServicesdb').Properties),
    ).not.toContain('0.0.0.0/0');
    closed.hasResourceProperties('AWS::EC2::SecurityGroupEgress', {
      GroupId: groupId(group(closed, 'Servicesdb')),
      DestinationSecurityGroupId: groupId(group(closed, 'Volumesdbdata')),
      FromPort: 2049,
    });
  });
});

describe('an application load balancer', () => {
  test('has a listener per published port, and the service waits for it', () => {
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', {
      Type: 'application',
      Scheme: 'internet-facing',
    });
    const targetGroup = onlyResource(
      template,
      'AWS::ElasticLoadBalancingV2::TargetGroup',
      'AppServicesvote',
    ).id;
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
      Port: 8080,
      Protocol: 'HTTP',
      DefaultActions: [{ Type: 'forward', TargetGroupArn: { Ref: targetGroup } }],
    });
    const { Properties, DependsOn } = onlyResource(template, 'AWS::ECS::Service', 'AppServicesvote');
    expect(Properties).toMatchObject({
      LoadBalancers: [{ ContainerName: 'vote', ContainerPort: 80, TargetGroupArn: { Ref: targetGroup } }],
    });
    expect(DependsOn).toContainEqual(expect.stringContaining('Listener8080'));
  });

  test('checks the health of its targets as planned', () => {
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', {
      TargetType: 'ip',
      Port: 80,
      Protocol: 'HTTP',
      HealthCheckPath: '/',
      HealthCheckProtocol: 'HTTP',
      Matcher: { HttpCode: '200-499' },
      TargetGroupAttributes: [
        { Key: 'deregistration_delay.timeout_seconds', Value: '30' },
        { Key: 'stickiness.enabled', Value: 'false' },
      ],
    });
  });

  test('admits its health check on another port', () => {
    const listener = httpListener('web', 80);
    const other = templateOf(
      deploymentPlan({
        services: [
          service('web', { containers: [container('web', { portMappings: [http(80), http(9000)] })] }),
        ],
        loadBalancers: [
          httpLoadBalancer(
            [
              {
                ...listener,
                action: {
                  kind: 'forward',
                  target: httpTarget('web', {
                    healthCheck: decided({ protocol: 'HTTP', port: 9000, path: '/up' }),
                  }),
                },
              },
            ],
            { name: 'Http', scheme: 'internal' },
          ),
        ],
      }),
    );
    const ways = waysIn(other).filter((way) => JSON.stringify(way.group).includes('AppServicesweb'));
    expect(ways.map(({ ports }) => ports).toSorted()).toEqual(['tcp 80-80', 'tcp 9000-9000']);
    other.hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', { HealthCheckPort: '9000' });
  });
});

describe('a network load balancer', () => {
  const network = templateOf(
    deploymentPlan({
      services: [
        service('dns', {
          containers: [
            container('dns', { portMappings: [{ containerPort: 53, protocol: 'udp', cause }, http(8080)] }),
          ],
        }),
      ],
      loadBalancers: [
        {
          name: 'Network',
          type: 'network',
          scheme: 'internal',
          existing: undefined,
          webAcl: undefined,
          listeners: [
            {
              port: 53,
              protocol: 'UDP',
              existing: undefined,
              certificates: [],
              routes: [],
              action: {
                kind: 'forward',
                target: httpTarget('dns', {
                  containerPort: 53,
                  protocol: 'UDP',
                  healthCheck: decided({ protocol: 'HTTP', port: 8080, path: '/health' }),
                }),
              },
              cause,
            },
          ],
          cause,
        },
      ],
    }),
  );

  test('passes UDP on and checks health over TCP', () => {
    network.hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', {
      Protocol: 'UDP',
      Port: 53,
      HealthCheckProtocol: 'HTTP',
      HealthCheckPort: '8080',
      HealthCheckPath: '/health',
    });
  });

  test('has a group of its own, open to the VPC alone when it is internal', () => {
    const door = groupId(group(network, 'LoadBalancersNetworkSecurityGroup'));
    const own = groupId(group(network, 'Servicesdns'));
    expect(waysIn(network)).toEqual(
      expect.arrayContaining([
        {
          group: door,
          from: '10.0.0.0/16',
          ports: 'udp 53-53',
        },
        { group: own, from: door, ports: 'udp 53-53' },
        { group: own, from: door, ports: 'tcp 8080-8080' },
      ]),
    );
    expect(JSON.stringify(waysIn(network))).not.toContain('0.0.0.0/0');
  });
});

function http(containerPort: number) {
  return { containerPort, protocol: 'tcp', cause } as const;
}
