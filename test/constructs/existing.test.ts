/** Networks, clusters and load balancers of others, as the Compose file names and the bindings describe them. */
import { Match, type Template } from 'aws-cdk-lib/assertions';
import type { Bindings } from '../../lib/model/bindings.js';
import { formatPlan } from '../../lib/plan/format.js';
import { existingLoadBalancer, existingVpc } from '../support/bindings-of-others.js';
import { planned } from '../support/planned.js';
import { onlyResource, resourcesOf, templateOf } from './fixtures/template.js';

const { arn } = existingLoadBalancer;
const listener = 'arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/front/0123/4567';
const bindings: Bindings = {
  version: 1,
  vpc: existingVpc,
  loadBalancer: { ...existingLoadBalancer, listeners: { '80': listener } },
};

function deployed(text: string): Template {
  const { plan, diagnostics } = planned(text, { bindings });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(plan.missingBindings).toEqual([]);
  return templateOf(plan);
}

const web = 'services: { web: { image: nginx, ports: ["80:8080"] } }';

test('x-aws-vpc: nothing of a network is made, and tasks run in the private subnets', () => {
  const template = deployed(`x-aws-vpc: vpc-01234567\n${web}`);
  for (const type of ['VPC', 'Subnet', 'NatGateway', 'DHCPOptions'])
    template.resourceCountIs(`AWS::EC2::${type}`, 0);
  template.hasResourceProperties('AWS::ECS::Service', {
    NetworkConfiguration: {
      AwsvpcConfiguration: {
        AssignPublicIp: 'DISABLED',
        Subnets: ['subnet-0ccccccc', 'subnet-0ddddddd'],
      },
    },
  });
  template.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', {
    Subnets: ['subnet-0aaaaaaa', 'subnet-0bbbbbbb'],
  });
});

test('x-aws-subnets and x-aws-public_ip say where tasks run', () => {
  const keys = 'x-aws-vpc: vpc-01234567\nx-aws-subnets: [subnet-0bbbbbbb]\nx-aws-public_ip: true';
  deployed(`${keys}\n${web}`).hasResourceProperties('AWS::ECS::Service', {
    NetworkConfiguration: {
      AwsvpcConfiguration: { AssignPublicIp: 'ENABLED', Subnets: ['subnet-0bbbbbbb'] },
    },
  });
});

test('public subnets of a VPC that is made need no NAT gateway', () => {
  const template = templateOf(planned(`x-aws-subnets: public\n${web}`).plan);
  template.resourceCountIs('AWS::EC2::NatGateway', 0);
  template.hasResourceProperties('AWS::ECS::Service', {
    NetworkConfiguration: { AwsvpcConfiguration: Match.objectLike({ AssignPublicIp: 'ENABLED' }) },
  });
});

test.each(['shop', 'arn:aws:ecs:eu-central-1:123456789012:cluster/shop'])('x-aws-cluster: %s', (cluster) => {
  const template = deployed(`x-aws-cluster: ${cluster}\n${web}`);
  template.resourceCountIs('AWS::ECS::Cluster', 0);
  template.hasResourceProperties('AWS::ECS::Service', { Cluster: 'shop' });
});

test('x-aws-loadbalancer: an existing listener gets rules, and its groups reach the tasks', () => {
  const template = deployed(
    `x-aws-vpc: vpc-01234567\nx-aws-loadbalancer: front\nservices: { web: { image: nginx, ports: ["80:8080"], x-aws-route: /shop } }`,
  );
  template.resourceCountIs('AWS::ElasticLoadBalancingV2::LoadBalancer', 0);
  template.resourceCountIs('AWS::ElasticLoadBalancingV2::Listener', 0);
  template.hasResourceProperties('AWS::ElasticLoadBalancingV2::ListenerRule', { ListenerArn: listener });
  template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
    SourceSecurityGroupId: 'sg-0123',
    FromPort: 8080,
  });
});

test('a port without a listener of its own gets one at the existing load balancer', () => {
  const template = deployed(
    `x-aws-vpc: vpc-01234567\nx-aws-loadbalancer: ${arn}\nservices: { web: { image: nginx, ports: ["8080:8080"] } }`,
  );
  expect(onlyResource(template, 'AWS::ElasticLoadBalancingV2::Listener').Properties).toMatchObject({
    LoadBalancerArn: arn,
    Port: 8080,
  });
  // Its groups are those of others: no rule of theirs is ours to add.
  expect(Object.values(resourcesOf(template, 'AWS::EC2::SecurityGroupIngress'))).not.toContainEqual(
    expect.objectContaining({ Properties: expect.objectContaining({ GroupId: 'sg-0123' }) as unknown }),
  );
});

test.each([
  ['x-aws-vpc: vpc-01234567', 'vpc with its id', 'aws ec2 describe-subnets'],
  [
    'x-aws-loadbalancer: front',
    'loadBalancer with its arn',
    'aws elbv2 describe-load-balancers --names front',
  ],
  ['x-aws-certificate: shop.example.com', 'certificates["shop.example.com"].arn', 'aws acm'],
])(
  '%s: what the bindings lack is told with its command, and refuses a deployment',
  (key, binding, command) => {
    const { plan, diagnostics } = planned(`${key}\n${web}`);
    const found = diagnostics.find(({ code }) => code === 'binding-missing');
    expect(found?.fix).toContain(binding);
    expect(found?.fix).toContain(command);
    expect(plan.missingBindings[0]?.sentence).toContain(command);
    expect(JSON.stringify(templateOf(plan).toJSON()['Rules'])).toContain('Nothing says what the');
  },
);

test.each([
  ['x-aws-vpc: vpc-07654321', 'binding-of-another'],
  ['x-aws-loadbalancer: front', 'load-balancer-in-other-vpc'],
  ['x-aws-vpc: vpc-01234567\nx-aws-loadbalancer: back', 'binding-of-another'],
  ['x-aws-vpc: vpc-01234567\nx-aws-subnets: [subnet-0eeeeeee]', 'vpc-broken'],
])('%s is told: %s', (keys, code) => {
  const { diagnostics } = planned(`${keys}\nservices: { web: { image: x } }`, { bindings });
  expect(diagnostics.map((found) => found.code)).toContain(code);
});

const domain = `x-aws-vpc: vpc-01234567
x-aws-loadbalancer: front
services: { web: { image: nginx, mem_limit: 512m, ports: ["443:8080"], x-aws-domain: shop.example.com } }`;
const secure: Bindings = {
  ...bindings,
  loadBalancer: { ...existingLoadBalancer, listeners: { '443': listener } },
  zones: { 'example.com': { id: 'Z0123456789ABC' } },
};

test('a domain on an existing load balancer gets its record, and its listener our certificate', () => {
  const address = { dnsName: 'front-1.eu-central-1.elb.amazonaws.com', hostedZone: 'Z215JYRZR1TBD5' };
  const { plan, codes } = planned(domain, {
    bindings: {
      ...secure,
      loadBalancer: { ...existingLoadBalancer, ...address, listeners: { '443': listener } },
    },
  });
  expect(codes).toEqual([]);
  const template = templateOf(plan);
  template.hasResourceProperties('AWS::Route53::RecordSet', {
    Name: 'shop.example.com.',
    AliasTarget: { DNSName: `dualstack.${address.dnsName}`, HostedZoneId: address.hostedZone },
  });
  template.hasResourceProperties('AWS::ElasticLoadBalancingV2::ListenerCertificate', {
    ListenerArn: listener,
  });
});

test('what a record at an existing load balancer needs is told', () => {
  const { diagnostics, plan } = planned(domain, { bindings: secure });
  expect(plan.domains).toEqual([]);
  expect(diagnostics.map(({ code, fix }) => [code, fix])).toMatchObject([
    ['domain-without-record', expect.stringContaining(`describe-load-balancers --load-balancer-arns ${arn}`)],
  ]);
});

test('one domain cannot be the name of two load balancers', () => {
  const { codes } = planned(
    `services: { web: { image: nginx, mem_limit: 512m, ports: [{ target: 8080, published: "80", x-aws-domain: shop.example.com }, ` +
      '{ target: 1883, published: "8883", x-aws-domain: shop.example.com }] } }',
    { bindings: { version: 1, zones: { 'example.com': { id: 'Z0123456789ABC' } } } },
  );
  expect(codes).toEqual(['domain-of-two-load-balancers']);
});

test('a certificate of others is not attached to a listener of others', () => {
  const certificate = 'arn:aws:acm:eu-central-1:123456789012:certificate/1';
  const { codes, plan } = planned(`x-aws-certificate: ${certificate}\n${domain}`, { bindings: secure });
  expect(codes).toEqual(['certificate-not-attached', 'domain-without-record']);
  templateOf(plan).resourceCountIs('AWS::ElasticLoadBalancingV2::ListenerCertificate', 0);
});

test('what port 443 of an existing listener speaks is for others to say', () => {
  const routed = domain.replace('x-aws-domain: shop.example.com', 'x-aws-route: /shop/*');
  const { codes, plan } = planned(routed, { bindings: secure });
  expect(codes).toEqual([]);
  expect(formatPlan(plan)).toMatch(/HTTP 443 +all else as its owner says/);
});

test('an existing listener that answers as others set it takes routes alone', () => {
  const { codes } = planned(`x-aws-vpc: vpc-01234567\nx-aws-loadbalancer: front\n${web}`, { bindings });
  expect(codes).toContain('listener-needs-route');
});
