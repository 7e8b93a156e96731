/** What becomes of a Compose file's ports, from the file to the template. */
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { checkDeployment, formatFinding } from '../fargate/check-deployment.js';
import type { Json } from '../fargate/json.js';
import { planned } from '../support/planned.js';
import { onlyResource, resourcesOf, templateOf } from './fixtures/template.js';

type Given = Parameters<typeof planned>[1];
const elb = 'AWS::ElasticLoadBalancingV2';
const certificate = 'arn:aws:acm:eu-central-1:123456789012:certificate/1';

/** The template of a Compose file that nothing is wrong with. */
function deployed(text: string, given?: Given): Template {
  const { plan, diagnostics } = planned(text, given);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const template = templateOf(plan);
  expect(checkDeployment({ stack: template.toJSON() as Json }).map(formatFinding)).toEqual([]);
  return template;
}

function rulesOf(template: Template): readonly { readonly id: string; readonly priority: unknown }[] {
  return Object.entries(resourcesOf(template, `${elb}::ListenerRule`)).map(([id, { Properties }]) => ({
    id,
    priority: Properties?.['Priority'],
  }));
}

const web = (name: string, keys: string) => `  ${name}: { image: nginx, ports: ["80:8080"], ${keys} }`;

test('services share a port by routes; what no route matches goes to the one without', () => {
  const template = deployed(
    ['services:', web('front', 'init: true'), web('api', 'x-aws-route: /api')].join('\n'),
  );
  const listener = onlyResource(template, `${elb}::Listener`);
  expect(listener.Properties).toMatchObject({ Port: 80, DefaultActions: [{ Type: 'forward' }] });
  template.hasResourceProperties(`${elb}::ListenerRule`, {
    Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/api', '/api/*'] } }],
    Actions: [Match.objectLike({ Type: 'forward' })],
  });
});

test('a port of a service that runs in the task of another is registered by its own container', () => {
  const template = deployed(`
services:
  app: { image: php }
  web: { image: nginx, volumes_from: [app], ports: ["80:8080"] }
`);
  expect(onlyResource(template, 'AWS::ECS::Service').Properties).toMatchObject({
    LoadBalancers: [{ ContainerName: 'web', ContainerPort: 8080 }],
  });
});

test('without a service for all else, all else is answered 404', () => {
  const template = deployed(['services:', web('api', 'x-aws-route: api.example.com/v1')].join('\n'));
  template.hasResourceProperties(`${elb}::Listener`, {
    DefaultActions: [
      { Type: 'fixed-response', FixedResponseConfig: Match.objectLike({ StatusCode: '404' }) },
    ],
  });
});

test('other routes come and go without moving a rule', () => {
  const api = web('api', 'x-aws-route: /api');
  const alone = rulesOf(deployed(['services:', api].join('\n')));
  const others = ['admin', 'blog', 'zoo'].map((name) => web(name, `x-aws-route: /${name}`));
  const together = rulesOf(deployed(['services:', ...others, api].join('\n')));
  expect(together).toHaveLength(4);
  expect(together).toEqual(expect.arrayContaining([...alone]));
});

test('longer paths and exact hosts come first', () => {
  const { plan } = planned(
    [
      'services:',
      web('a', 'x-aws-route: /api'),
      web('b', 'x-aws-route: /api/v1'),
      web('c', 'x-aws-route: shop.example.com/api'),
      web('d', 'x-aws-route: shop.example.com'),
    ].join('\n'),
  );
  const order = plan.loadBalancers[0]?.listeners[0]?.routes.map(({ target }) => target.service);
  expect(order).toEqual(['c', 'b', 'a', 'd']);
});

test('a certificate gives HTTPS on 443 and a redirect to it', () => {
  const template = deployed(['services:', web('web', `x-aws-certificate: ${certificate}`)].join('\n'));
  template.hasResourceProperties(`${elb}::Listener`, {
    Port: 443,
    Protocol: 'HTTPS',
    Certificates: [{ CertificateArn: certificate }],
    SslPolicy: Match.stringLikeRegexp('^ELBSecurityPolicy-TLS13'),
  });
  template.hasResourceProperties(`${elb}::Listener`, {
    Port: 80,
    DefaultActions: [
      { Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' } },
    ],
  });
});

test('a domain gets a certificate, a record and the requests of its host', () => {
  const template = deployed(['services:', web('web', 'x-aws-domain: shop.example.com')].join('\n'), {
    bindings: { version: 1, zones: { 'example.com': { id: 'Z0123456789ABC' } } },
  });
  template.hasResourceProperties('AWS::CertificateManager::Certificate', {
    DomainName: 'shop.example.com',
    ValidationMethod: 'DNS',
  });
  template.hasResourceProperties('AWS::Route53::RecordSet', {
    Name: 'shop.example.com.',
    HostedZoneId: 'Z0123456789ABC',
    Type: 'A',
  });
  template.hasResourceProperties(`${elb}::ListenerRule`, {
    Conditions: [{ Field: 'host-header', HostHeaderConfig: { Values: ['shop.example.com'] } }],
  });
});

test('gRPC stands behind HTTPS, and passes as TCP without a certificate', () => {
  const grpc = (more: string) =>
    `services: { web: { image: nginx, ports: [{ target: 50051, published: "50051", app_protocol: grpc }], ${more} } }`;
  deployed(grpc(`x-aws-certificate: ${certificate}`)).hasResourceProperties(`${elb}::TargetGroup`, {
    Protocol: 'HTTP',
    ProtocolVersion: 'GRPC',
    HealthCheckPath: '/AWS.ALB/healthcheck',
    Matcher: { GrpcCode: '0-99' },
  });
  deployed(grpc('init: true')).hasResourceProperties(`${elb}::Listener`, { Port: 50051, Protocol: 'TCP' });
});

test('x-aws-health states the probe of a target group', () => {
  const health = '{ path: /up, port: 9000, codes: "200", interval: 20s, timeout: 3s, healthy: 2, grace: 5m }';
  const template = deployed(['services:', web('web', `x-aws-health: ${health}`)].join('\n'));
  template.hasResourceProperties(`${elb}::TargetGroup`, {
    HealthCheckPath: '/up',
    HealthCheckPort: '9000',
    Matcher: { HttpCode: '200' },
    HealthCheckIntervalSeconds: 20,
    HealthCheckTimeoutSeconds: 3,
    HealthyThresholdCount: 2,
  });
  template.hasResourceProperties('AWS::ECS::Service', { HealthCheckGracePeriodSeconds: 300 });
});

test('TLS ends at a network load balancer where the port itself names a certificate', () => {
  const port = `{ target: 8883, published: "8883", x-aws-certificate: "${certificate}" }`;
  deployed(`services: { web: { image: mosquitto, ports: [${port}] } }`).hasResourceProperties(
    `${elb}::Listener`,
    { Port: 8883, Protocol: 'TLS', Certificates: [{ CertificateArn: certificate }] },
  );
});

const udpAndTcp = [
  'services:',
  '  dns:',
  '    image: coredns/coredns',
  '    ports: ["53:53", "53:53/udp", "5300:53"]',
  '    x-aws-expose: public',
].join('\n');

test('TCP and UDP of one port are one mapping and one target group, and both are let in', () => {
  const template = deployed(udpAndTcp);
  const group = onlyResource(template, `${elb}::TargetGroup`);
  expect(group.Properties).toMatchObject({ Protocol: 'TCP_UDP', Port: 53, HealthCheckProtocol: 'TCP' });
  const listeners = Object.values(resourcesOf(template, `${elb}::Listener`)).map(({ Properties }) => [
    Properties?.['Protocol'],
    Properties?.['Port'],
  ]);
  expect(listeners).toEqual([
    ['TCP_UDP', 53],
    ['TCP', 5300],
  ]);
  template.hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [Match.objectLike({ PortMappings: [{ ContainerPort: 53, Protocol: 'tcp' }] })],
  });
  template.hasResourceProperties('AWS::ECS::Service', {
    LoadBalancers: [Match.objectLike({ ContainerPort: 53 })],
  });
  for (const IpProtocol of ['tcp', 'udp'])
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      IpProtocol,
      FromPort: 53,
      ToPort: 53,
    });
});

test('a web ACL guards the application load balancer', () => {
  const acl = 'arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/shop/1';
  const template = deployed(`x-aws-waf: ${acl}\nservices:\n${web('web', 'init: true')}`);
  template.hasResourceProperties('AWS::WAFv2::WebACLAssociation', { WebACLArn: acl });
});
