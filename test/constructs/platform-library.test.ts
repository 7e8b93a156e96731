/** samples/platform-library: what a platform team decides for every application, and what it refuses. */
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { App, Validations } from 'aws-cdk-lib/core';
import { readProject } from '../../lib/index.js';
import { AcmeComposeStack } from '../../samples/platform-library/lib/acme-compose-stack.js';
import { projectFolder } from '../support/project-folder.js';
import { runCommand } from '../support/run-command.js';
import { root } from '../support/source-files.js';

const sample = join(root, 'samples/platform-library');

function stackOf(directory: string): AcmeComposeStack {
  return new AcmeComposeStack(new App(), 'Orders', {
    ...readProject({ directory }),
    stage: 'production',
    team: 'orders',
  });
}

function findingsOf(compose: string): readonly string[] {
  const stack = stackOf(projectFolder({ 'compose.yaml': compose }));
  return Annotations.fromStack(stack)
    .findError('*', Match.stringLikeRegexp('acme|data store|healthcheck'))
    .map(({ entry }) => String(entry.data));
}

describe('the sample application', () => {
  const stack = stackOf(sample);
  const template = Template.fromStack(stack);

  test('breaks no rule', () => {
    expect(Annotations.fromStack(stack).findError('*', Match.anyValue())).toEqual([]);
  });

  test('runs in the landing zone, and makes no network', () => {
    template.resourceCountIs('AWS::EC2::VPC', 0);
    template.hasResourceProperties('AWS::ECS::Service', {
      NetworkConfiguration: {
        AwsvpcConfiguration: {
          Subnets: Match.arrayWith(['subnet-0a1b2c3d4e5f60014']),
          AssignPublicIp: 'DISABLED',
        },
      },
    });
  });

  test('speaks HTTPS with the company’s certificate, and redirects HTTP to it', () => {
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
      Port: 443,
      Protocol: 'HTTPS',
      Certificates: [{ CertificateArn: Match.stringLikeRegexp('222222222222:certificate/') }],
    });
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
      Port: 80,
      DefaultActions: [Match.objectLike({ Type: 'redirect' })],
    });
  });

  test('has the boundary on every role, and the tags on every cluster and file system', () => {
    const roles = Object.values(template.findResources('AWS::IAM::Role'));
    expect(roles.length).toBeGreaterThan(3);
    for (const { Properties } of roles)
      expect(JSON.stringify(Properties)).toContain(':policy/acme-application-boundary');
    template.hasResourceProperties('AWS::ECS::Cluster', {
      Tags: Match.arrayWith([{ Key: 'acme:team', Value: 'orders' }]),
    });
    template.hasResourceProperties('AWS::EFS::FileSystem', {
      FileSystemTags: Match.arrayWith([{ Key: 'acme:stage', Value: 'production' }]),
    });
  });

  test('keeps logs as long as the company does, unless the Compose file says otherwise', () => {
    template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 365 });
    const text = readFileSync(join(sample, 'compose.yaml'), 'utf8');
    const other = stackOf(projectFolder({ 'compose.yaml': `x-aws-logs_retention: 14\n${text}` }));
    Template.fromStack(other).hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 14 });
  });

  test('gives back what it is made of', () => {
    const { application } = stack;
    expect([...application.loadBalancers.keys()]).toEqual(['LoadBalancer']);
    expect(application.fileSystem('data').fileSystemId).toBeTruthy();
    expect(application.network('default').securityGroupId).toBeTruthy();
    expect(application.namespace.namespaceName).toBe('orders.internal');
    expect(() => application.network('back')).toThrow("the project has no network 'back'");
  });
});

const healthy = '    healthcheck: { test: ["CMD", "true"] }\n';

test('a public data store is refused, with its place and a fix', () => {
  const compose = `services:\n  db:\n    image: postgres:17\n    x-aws-expose: public\n    ports: ["5432:5432"]\n${healthy}`;
  expect(findingsOf(compose)).toEqual([
    expect.stringMatching(
      /^service 'db' publishes port 5432 .* \(.*compose\.yaml:5:5\): write x-aws-expose: internal/,
    ),
  ]);
});

test('a service without healthcheck is refused, with its place and a fix', () => {
  expect(findingsOf('services:\n  web:\n    image: nginx:1.27\n')).toEqual([
    expect.stringMatching(
      /^service 'web' has no healthcheck \(.*compose\.yaml:2:3\): state healthcheck\.test/,
    ),
  ]);
});

test('a job needs no healthcheck', () => {
  expect(findingsOf('services:\n  migrate:\n    image: acme/migrate:1\n    x-aws-job: {}\n')).toEqual([]);
});

test('a warning can be acknowledged for one service', () => {
  const compose = `services:\n  web:\n    image: nginx\n${healthy}  cache:\n    image: redis\n${healthy}`;
  const stack = stackOf(projectFolder({ 'compose.yaml': compose }));
  Validations.of(stack).acknowledge({
    id: 'compose:acme-no-latest-image',
    reason: 'moves with the base image',
    where: { service: 'web' },
  });
  const warned = Annotations.fromStack(stack).findWarning(
    '*',
    Match.stringLikeRegexp("whatever 'latest' is"),
  );
  expect(warned.map(({ entry }) => String(entry.data).split(' runs')[0])).toEqual(["service 'cache'"]);
});

test('its template writes an application’s deployment, and refuses a team that is none', async () => {
  const folder = projectFolder({ 'compose.yaml': readFileSync(join(sample, 'compose.yaml'), 'utf8') });
  mkdirSync(join(folder, 'node_modules/@acme'), { recursive: true });
  symlinkSync(sample, join(folder, 'node_modules/@acme/compose-platform'));
  const words = ['init', 'deploy', '--template', '@acme/compose-platform', '--set'];
  const refused = await runCommand([...words, 'team=Orders!'], folder);
  expect({ code: refused.code, stderr: refused.stderr.split('\n')[0] }).toEqual({
    code: 1,
    stderr:
      "error[template-value-unfit] the variable 'team' must be a text that matches [a-z][a-z0-9-]{1,30}, not 'Orders!'",
  });
  expect((await runCommand([...words, 'team=orders'], folder)).code).toBe(0);
  expect(JSON.parse(readFileSync(join(folder, 'deploy/acme.json'), 'utf8'))).toEqual({
    team: 'orders',
    tier: 'office-hours',
    tasks: 2,
  });
});
