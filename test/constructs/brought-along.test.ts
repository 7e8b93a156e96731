/** What a platform team brings along, wherever it comes from: of the same stack, of another one, or imported by name. */
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Certificate, type ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { type IRepository, Repository } from 'aws-cdk-lib/aws-ecr';
import { Cluster, type ICluster } from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { type IManagedPolicy, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type ILogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import { App, Stack } from 'aws-cdk-lib/core';
import { ComposeApp, type ComposeAppProps, readProject } from '../../lib/index.js';
import { checkDeployment, formatFinding } from '../fargate/check-deployment.js';
import type { Json } from '../fargate/json.js';
import { projectFolder } from '../support/project-folder.js';
import { onlyResource, resourcesOf } from './fixtures/template.js';

const text = `
name: shop
services:
  web:
    build: .
    ports: ["8080:8080"]
    x-aws-route: { path: /shop, port: 443 }
    healthcheck: { test: wget http://localhost:8080/ }
  mail:
    image: mail:1
    ports: ["25:25"]
  migrate:
    image: migrate:1
    x-aws-job: {}
`;

/** Everything, of three origins. */
interface Brought {
  readonly vpc: ec2.IVpc;
  readonly cluster: ICluster;
  readonly certificate: ICertificate;
  readonly logGroup: ILogGroup;
  readonly repository: IRepository;
  readonly boundary: IManagedPolicy;
  readonly application: elbv2.IApplicationLoadBalancer;
  readonly network: elbv2.INetworkLoadBalancer;
  readonly listener: elbv2.IApplicationListener;
}

const account = '123456789012';
const region = 'eu-central-1';
const arn = (service: string, rest: string) => `arn:aws:${service}:${region}:${account}:${rest}`;

function made(stack: Stack): Brought {
  const vpc = new ec2.Vpc(stack, 'Vpc', { availabilityZones: [`${region}a`, `${region}b`] });
  const certificate = Certificate.fromCertificateArn(stack, 'Certificate', arn('acm', 'certificate/1'));
  const application = new elbv2.ApplicationLoadBalancer(stack, 'Alb', { vpc, internetFacing: true });
  const network = new elbv2.NetworkLoadBalancer(stack, 'Nlb', {
    vpc,
    internetFacing: true,
    securityGroups: [new ec2.SecurityGroup(stack, 'NlbGroup', { vpc, allowAllOutbound: false })],
  });
  const listener = application.addListener('Https', {
    port: 443,
    certificates: [elbv2.ListenerCertificate.fromArn(certificate.certificateArn)],
    defaultAction: elbv2.ListenerAction.fixedResponse(404),
  });
  return {
    vpc,
    certificate,
    application,
    network,
    listener,
    cluster: new Cluster(stack, 'Cluster', { vpc }),
    logGroup: new LogGroup(stack, 'Logs'),
    repository: new Repository(stack, 'Repository', { repositoryName: 'company/shop' }),
    boundary: new ManagedPolicy(stack, 'Boundary', {
      statements: [new PolicyStatement({ actions: ['*'], resources: ['*'] })],
    }),
  };
}

function imported(stack: Stack): Brought {
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-0123456789abcdef0',
    vpcCidrBlock: '10.1.0.0/16',
    availabilityZones: [`${region}a`, `${region}b`],
    publicSubnetIds: ['subnet-0aaaaaaa', 'subnet-0bbbbbbb'],
    publicSubnetRouteTableIds: ['rtb-1', 'rtb-2'],
    privateSubnetIds: ['subnet-0ccccccc', 'subnet-0ddddddd'],
    privateSubnetRouteTableIds: ['rtb-3', 'rtb-4'],
  });
  const group = ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123');
  return {
    vpc,
    cluster: Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'company', vpc }),
    certificate: Certificate.fromCertificateArn(stack, 'Certificate', arn('acm', 'certificate/1')),
    logGroup: LogGroup.fromLogGroupName(stack, 'Logs', 'company'),
    repository: Repository.fromRepositoryAttributes(stack, 'Repository', {
      repositoryName: 'company/shop',
      repositoryArn: arn('ecr', 'repository/company/shop'),
    }),
    boundary: ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', 'company'),
    application: elbv2.ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(stack, 'Alb', {
      loadBalancerArn: arn('elasticloadbalancing', 'loadbalancer/app/front/1'),
      securityGroupId: 'sg-0123',
      vpc,
    }),
    network: elbv2.NetworkLoadBalancer.fromNetworkLoadBalancerAttributes(stack, 'Nlb', {
      loadBalancerArn: arn('elasticloadbalancing', 'loadbalancer/net/front/1'),
      loadBalancerSecurityGroups: ['sg-0123'],
      vpc,
    }),
    listener: elbv2.ApplicationListener.fromApplicationListenerAttributes(stack, 'Https', {
      listenerArn: arn('elasticloadbalancing', 'listener/app/front/1/2'),
      securityGroup: group,
    }),
  };
}

const origins: [string, (stack: Stack, app: App) => Brought][] = [
  ['of the same stack', (stack) => made(stack)],
  ['of another stack', (_, app) => made(new Stack(app, 'Company', { env: { account, region } }))],
  ['imported', (stack) => imported(stack)],
];

function deployed(
  bring: (stack: Stack, app: App) => Brought,
  props: (brought: Brought) => Partial<ComposeAppProps>,
  compose = text,
): { readonly template: Template; readonly app: App; readonly brought: Brought; readonly shop: ComposeApp } {
  const app = new App();
  const stack = new Stack(app, 'Shop', { env: { account, region } });
  const brought = bring(stack, app);
  const directory = projectFolder({ 'compose.yaml': compose, Dockerfile: 'FROM scratch' });
  const shop = new ComposeApp(stack, 'App', { ...readProject({ directory }), ...props(brought) });
  return { template: Template.fromStack(stack), app, brought, shop };
}

/** What stands for a token of another stack in the template of `Shop`. */
function resolved({ shop }: { readonly shop: ComposeApp }, value: string): unknown {
  const seen: unknown = Stack.of(shop).resolve(value);
  return typeof seen === 'object' && seen !== null && !JSON.stringify(seen).includes('Shop')
    ? Match.anyValue()
    : seen;
}

const ofOurs = (template: Template, type: string) =>
  Object.keys(resourcesOf(template, type)).filter((id) => id.startsWith('App'));

describe.each(origins)('%s', (_, bring) => {
  test('a VPC', () => {
    const { template } = deployed(bring, ({ vpc }) => ({ vpc }));
    for (const type of ['VPC', 'Subnet', 'NatGateway', 'DHCPOptions'])
      expect(ofOurs(template, `AWS::EC2::${type}`)).toEqual([]);
    expect(ofOurs(template, 'AWS::ECS::Cluster')).toHaveLength(1);
  });

  test('a VPC, in which each task adds the namespace to its search list first', () => {
    const { template, shop } = deployed(bring, ({ vpc }) => ({ vpc }));
    const tasks = resourcesOf(template, 'AWS::ECS::TaskDefinition');
    expect(Object.keys(tasks)).toHaveLength(3);
    for (const { Properties } of Object.values(tasks)) {
      const containers = Properties?.['ContainerDefinitions'] as readonly { readonly Name: string }[];
      const init = containers.find(({ Name }) => Name.endsWith('-init'));
      expect(init).toMatchObject({ Command: ['search', 'shop.internal'], Essential: false });
      expect(containers).toContainEqual(
        expect.objectContaining({ DependsOn: [{ ContainerName: init?.Name, Condition: 'SUCCESS' }] }),
      );
    }
    expect(shop.findings.map(({ code }) => code)).not.toContain('names-need-search-domain');
  });

  test('a VPC whose DHCP options have the namespace: no task adds it', () => {
    const { template } = deployed(bring, ({ vpc }) => ({ vpc, searchDomain: 'shop.internal' }));
    expect(JSON.stringify(template.toJSON())).not.toContain('"search"');
  });

  test('a cluster, and with it its VPC', () => {
    const { template } = deployed(bring, ({ cluster }) => ({ cluster }));
    expect(ofOurs(template, 'AWS::ECS::Cluster')).toEqual([]);
    expect(ofOurs(template, 'AWS::EC2::VPC')).toEqual([]);
    expect(ofOurs(template, 'AWS::ECS::Service')).toHaveLength(2);
  });

  test('a certificate', () => {
    const { template } = deployed(bring, ({ certificate }) => ({ certificate }));
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
      Port: 443,
      Certificates: [{ CertificateArn: arn('acm', 'certificate/1') }],
      LoadBalancerArn: { Ref: Match.stringLikeRegexp('^App') },
    });
  });

  test('a log group', () => {
    const shop = deployed(bring, ({ logGroup }) => ({ logGroup }));
    expect(ofOurs(shop.template, 'AWS::Logs::LogGroup')).toEqual([]);
    shop.template.hasResourceProperties('AWS::ECS::TaskDefinition', {
      ContainerDefinitions: Match.arrayWith([
        Match.objectLike({
          LogConfiguration: Match.objectLike({
            Options: Match.objectLike({
              'awslogs-group': resolved(shop, shop.brought.logGroup.logGroupName),
            }),
          }),
        }),
      ]),
    });
  });

  test('a repository, which the execution role may pull from', () => {
    const { template, shop } = deployed(bring, ({ repository }) => ({ repository }));
    const definition = onlyResource(template, 'AWS::ECS::TaskDefinition', 'AppServicesweb');
    expect(JSON.stringify(definition.Properties)).toMatch(/company\/shop|Repository/);
    const policy = onlyResource(template, 'AWS::IAM::Policy', 'AppServiceswebTaskDefinitionExecutionRole');
    expect(JSON.stringify(policy.Properties)).toContain('ecr:BatchGetImage');
    expect(JSON.stringify(policy.Properties)).not.toContain('repository/shop"');
    expect(shop.plan.services.map(({ name }) => name)).toContain('web');
  });

  test('a permissions boundary, on every role', () => {
    const { template } = deployed(bring, ({ boundary }) => ({ boundary }));
    const roles = Object.entries(resourcesOf(template, 'AWS::IAM::Role')).filter(([id]) =>
      /^App|^JobRunner/.test(id),
    );
    expect(roles.length).toBeGreaterThan(6);
    for (const [, { Properties }] of roles) expect(Properties).toHaveProperty('PermissionsBoundary');
  });

  test('load balancers, and with them their VPC', () => {
    const { template } = deployed(bring, ({ application, network, listener }) => ({
      loadBalancers: { application, network, listeners: { 443: listener } },
    }));
    expect(ofOurs(template, 'AWS::ElasticLoadBalancingV2::LoadBalancer')).toEqual([]);
    expect(ofOurs(template, 'AWS::EC2::VPC')).toEqual([]);
    expect(ofOurs(template, 'AWS::ElasticLoadBalancingV2::ListenerRule')).toHaveLength(1);
    const [listener] = ofOurs(template, 'AWS::ElasticLoadBalancingV2::Listener');
    expect(resourcesOf(template, 'AWS::ElasticLoadBalancingV2::Listener')[listener ?? '']).toMatchObject({
      Properties: { Port: 25, Protocol: 'TCP' },
    });
  });

  test.each(['flat', 'nested'] as const)(
    'all of it at once, %s: no stack depends on another both ways',
    (layout) => {
      const { app, template } = deployed(bring, ({ application, network, listener, ...props }) => ({
        ...props,
        layout,
        loadBalancers: { application, network, listeners: { 443: listener } },
      }));
      expect(() => app.synth()).not.toThrow();
      const findings = checkDeployment({ stack: template.toJSON() as Json }).map(formatFinding);
      // What no template of ours makes, and what only the owner of the other stack can mend.
      const ofOthers = /^(log-group|pull-grant): |BoundaryEA298153/;
      expect(findings.filter((finding) => !ofOthers.test(finding))).toEqual([]);
    },
  );
});

describe('a load balancer that the app makes', () => {
  test.each(origins.slice(0, 2))('%s may send to the tasks', (_, bring) => {
    const { template } = deployed(bring, ({ application, network, listener }) => ({
      loadBalancers: { application, network, listeners: { 443: listener } },
    }));
    const rules = [
      ...Object.values(resourcesOf(template, 'AWS::EC2::SecurityGroupEgress')),
      ...Object.values(resourcesOf(template, 'AWS::EC2::SecurityGroupIngress')),
    ].map(({ Properties }) => Properties?.['FromPort']);
    expect(rules.filter((port) => port === 8080)).toHaveLength(2);
    expect(rules.filter((port) => port === 25)).toHaveLength(2);
  });
});

test('a port without a listener gets one of its own, with the certificate', () => {
  const { template } = deployed(
    (stack) => made(stack),
    ({ application, certificate }) => ({ certificate, loadBalancers: { application } }),
    text.replace('    x-aws-route: { path: /shop, port: 443 }\n', ''),
  );
  const ours = ofOurs(template, 'AWS::ElasticLoadBalancingV2::Listener').map(
    (id) => resourcesOf(template, 'AWS::ElasticLoadBalancingV2::Listener')[id]?.Properties?.['Port'],
  );
  expect(ours.toSorted()).toEqual([25, 443, 80].toSorted());
});

test('a network load balancer without a security group is refused', () => {
  const bring = (stack: Stack) => {
    const all = imported(stack);
    const network = elbv2.NetworkLoadBalancer.fromNetworkLoadBalancerAttributes(stack, 'Old', {
      loadBalancerArn: arn('elasticloadbalancing', 'loadbalancer/net/old/1'),
      vpc: all.vpc,
    });
    return { ...all, network };
  };
  expect(() => deployed(bring, ({ network }) => ({ loadBalancers: { network } }))).toThrow(
    'has no security group',
  );
});

test('with images that no init image is among, a warning says that bare names do not resolve', () => {
  const { shop } = deployed(
    (stack) => made(stack),
    ({ vpc }) => ({ vpc, images: {} }),
    'name: shop\nservices: { web: { image: web:1 }, mail: { image: mail:1 } }',
  );
  expect(shop.findings.map(({ code }) => code)).toContain('names-need-search-domain');
});

test('what is brought along is typed as CDK types it', () => {
  const bring = made(new Stack(new App(), 'Types', { env: { account, region } }));
  const { vpc, cluster, certificate, logGroup, repository, boundary, application } = bring;
  const right: Partial<ComposeAppProps> = {
    vpc,
    cluster,
    certificate,
    logGroup,
    repository,
    boundary,
    loadBalancers: { application },
    tags: { team: 'orders' },
  };
  // @ts-expect-error -- a name is no VPC
  const vpcByName: Partial<ComposeAppProps> = { vpc: 'vpc-0123' };
  // @ts-expect-error -- nor is a cluster
  const clusterAsVpc: Partial<ComposeAppProps> = { vpc: cluster };
  // @ts-expect-error -- an application load balancer speaks HTTP
  const wrongType: Partial<ComposeAppProps> = { loadBalancers: { network: application } };
  // @ts-expect-error -- certificates are ACM's
  const certificateByArn: Partial<ComposeAppProps> = { certificate: certificate.certificateArn };
  // @ts-expect-error -- tags are texts
  const numberedTag: Partial<ComposeAppProps> = { tags: { team: 1 } };
  expect([right, vpcByName, clusterAsVpc, wrongType, certificateByArn, numberedTag]).toHaveLength(6);
});
