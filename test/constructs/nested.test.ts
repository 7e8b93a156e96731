/** The nested layout: what is shared stays where it is, what is a service's own stands in a nested stack. */
import 'aws-cdk-lib/testhelpers/jest-autoclean';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Port } from 'aws-cdk-lib/aws-ec2';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { App, Stack, Stage } from 'aws-cdk-lib/core';
import { ComposeApp, type ComposeAppProps } from '../../lib/constructs/compose-app.js';
import { ComposeStack } from '../../lib/constructs/compose-stack.js';
import type { DeploymentPlan, ServicePlan } from '../../lib/model/deployment-plan.js';
import type { Layout } from '../../lib/model/layout.js';
import { diagnose } from '../../lib/diagnostics/diagnostic.js';
import { checkDeployment, formatFinding } from '../fargate/check-deployment.js';
import { cause, decided, deploymentPlan, service } from './fixtures/plan.js';
import { loadedProject, resolvedImages } from './fixtures/project.js';
import {
  deploymentTemplates,
  nestedTemplates,
  onlyResource,
  resourcesOf,
  stackOf,
  templateOf,
} from './fixtures/template.js';
import { votingApp } from './fixtures/voting-app.js';

const nested = { layout: decided<Layout>('nested') };
const nestedApp: DeploymentPlan = { ...votingApp, ...nested };

function made(props: Partial<ComposeAppProps> = {}) {
  const stack = new Stack(new App(), 'Test');
  const inputs = { project: loadedProject(), images: resolvedImages, layout: 'nested' as const, ...props };
  const app = new ComposeApp(stack, 'App', inputs);
  const nestedOf = (name: string) => {
    const template = new Map(nestedTemplates(stack)).get(name);
    if (template === undefined) throw new Error(`no nested stack of ${name}`);
    return template;
  };
  return { stack, app, nestedOf, template: () => Template.fromStack(stack) };
}

/** What AWS would refuse; CDK's own assertions throw at resources that wait for themselves. */
function soundOf(stack: Stack): readonly string[] {
  return checkDeployment(deploymentTemplates(stack)).map(formatFinding);
}

describe('the voting app in nested stacks', () => {
  const { stack } = stackOf(nestedApp);
  const flat = templateOf(votingApp).toJSON()['Resources'] as object;
  const around = Template.fromStack(stack);
  const templates = new Map(nestedTemplates(stack));

  test('is what AWS takes', () => {
    expect(soundOf(stack)).toEqual([]);
  });

  test('has a stack for each service, with its task definition, its roles and what keeps it running', () => {
    expect([...templates.keys()]).toEqual(votingApp.services.map(({ name }) => name));
    for (const template of templates.values()) {
      template.resourceCountIs('AWS::ECS::TaskDefinition', 1);
      template.resourceCountIs('AWS::ECS::Service', 1);
      // The name exists once: a service of the other layout cannot be made beside the one that runs.
      template.resourceCountIs('AWS::ServiceDiscovery::Service', 1);
    }
  });

  test('shares what others refer to, under the ids of the flat layout', () => {
    const resources = around.toJSON()['Resources'] as Record<string, { Type: string }>;
    const ids = Object.keys(resources).filter((id) => resources[id]?.Type !== 'AWS::CloudFormation::Stack');
    expect(ids.filter((id) => !Object.hasOwn(flat, id))).toEqual([]);
    for (const type of [
      'AWS::EC2::SecurityGroup',
      'AWS::EFS::FileSystem',
      'AWS::ElasticLoadBalancingV2::TargetGroup',
      'AWS::Logs::LogGroup',
    ])
      expect([type, Object.keys(resourcesOf(around, type))]).toEqual([
        type,
        Object.keys(resourcesOf(templateOf(votingApp), type)),
      ]);
  });

  test('refers from nested stacks to the stack around them, and never back', () => {
    for (const template of templates.values()) expect(template.toJSON()['Outputs']).toBeUndefined();
  });
});

test('a service that starts after another has a stack that begins after the other’s', () => {
  const after: ServicePlan = service('web', {
    startsAfter: [{ service: 'db', condition: 'service_started', cause }],
  });
  const { stack } = stackOf(deploymentPlan({ ...nested, services: [service('db'), after] }));
  const web = onlyResource(Template.fromStack(stack), 'AWS::CloudFormation::Stack', 'AppServicesweb');
  expect(web.DependsOn).toContainEqual(expect.stringMatching(/^AppServicesdbStack/));
});

test('changing one service changes its nested template alone, and where that is', () => {
  const services = nestedApp.services.map((one) =>
    one.name === 'vote' ? { ...one, desiredCount: decided(7) } : one,
  );
  const before = deploymentTemplates(stackOf(nestedApp).stack);
  const after = deploymentTemplates(stackOf({ ...nestedApp, services }).stack);
  const moved = Object.keys(before).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  expect(moved).toEqual(['Test', expect.stringMatching(/^Test\/AppServicesvoteStack/)]);
  const without = (template: unknown) =>
    JSON.stringify(template, (key, value: unknown) => (key === 'TemplateURL' ? undefined : value));
  expect(without(after['Test'])).toBe(without(before['Test']));
});

test('a nested template is the same in every environment of one name, wherever the stack stands', () => {
  const inputs = { project: loadedProject(), images: resolvedImages, layout: 'nested' as const };
  const app = new App();
  const alone = new ComposeStack(app, 'shop', inputs);
  const staged = new ComposeStack(new Stage(app, 'Live'), 'Renamed', inputs);
  // The family of a task definition is named after its place in the app, in the flat layout as well.
  const texts = (stack: Stack) =>
    nestedTemplates(stack).map(([name, template]) => [
      name,
      JSON.stringify(template.toJSON(), (key, value: unknown) => (key === 'Family' ? undefined : value)),
    ]);
  const found = texts(staged);
  expect(found).toHaveLength(2);
  const paths = (text: string | undefined) => text?.replaceAll(/"aws:cdk:path":"[^"]+"/g, '');
  expect(found.map(([name, text]) => [name, paths(text)])).toEqual(
    texts(alone).map(([name, text]) => [name, paths(text)]),
  );
});

describe('a ComposeApp in nested stacks', () => {
  test('takes grants for the code of a service', () => {
    const { stack, app, nestedOf } = made();
    new Bucket(stack, 'Bucket').grantRead(app.service('web'));
    expect(JSON.stringify(nestedOf('web').findResources('AWS::IAM::Policy'))).toContain('s3:GetObject*');
    expect(soundOf(stack)).toEqual([]);
  });

  test('connects services with each other, in both directions and against their order', () => {
    const { stack, app } = made();
    const [db, web] = [app.service('db'), app.service('web')];
    web.service.node.addDependency(db.service);
    db.connections.allowFrom(web, Port.tcp(5432));
    web.service.connections.allowFrom(db, Port.tcp(9000));
    expect(soundOf(stack)).toEqual([]);
  });

  test('takes overrides by resource', () => {
    const { nestedOf, template } = made({
      services: {
        web: {
          taskDefinition: (props) => ({ ...props, ephemeralStorageGiB: 50 }),
          fargateService: (props) => ({ ...props, desiredCount: 4 }),
          targetGroup: (props) => ({ ...props, targetGroupName: 'chosen' }),
        },
      },
    });
    nestedOf('web').hasResourceProperties('AWS::ECS::TaskDefinition', {
      EphemeralStorage: { SizeInGiB: 50 },
    });
    nestedOf('web').hasResourceProperties('AWS::ECS::Service', { DesiredCount: 4 });
    template().hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', { Name: 'chosen' });
  });

  test('that is paused still takes overrides of its services', () => {
    const { app, template } = made({ paused: true, services: { web: { fargateService: (props) => props } } });
    template().resourceCountIs('AWS::CloudFormation::Stack', 0);
    expect(app.plan.services).toEqual([]);
    expect(() => app.service('web')).toThrow(/paused/);
  });

  test('warns at the service’s own construct', () => {
    const findings = [
      diagnose(
        'images-not-locked',
        { services: ['web'], command: 'cdk-compose build' },
        { path: ['services', 'web', 'image'] },
      ),
    ];
    Annotations.fromStack(made({ findings }).stack).hasWarning(
      '/Test/App/Services/web',
      Match.stringLikeRegexp('the image of service'),
    );
  });

  test('refuses a deployment that lacks an image, before any nested stack begins', () => {
    const { stack } = stackOf({
      ...nestedApp,
      missingImages: [{ service: 'vote', key: 'c-vote', sentence: 'The image is not there.' }],
    });
    expect(JSON.stringify(Template.fromStack(stack).toJSON()['Rules'])).toContain('The image is not there.');
  });
});

test('rules in the place of groups close no circle between the stacks that they connect', () => {
  const visitor = (name: string, joins: string, visits: string, more: Partial<ServicePlan> = {}) =>
    service(name, { networks: [decided(joins)], visits: [decided(visits)], ...more });
  const network = (name: string) => ({ name, internal: false, existing: undefined, members: [], cause });
  const { stack } = stackOf(
    deploymentPlan({
      ...nested,
      networks: [network('red'), network('blue')],
      services: [
        visitor('a', 'red', 'blue'),
        visitor('b', 'blue', 'red'),
        visitor('c', 'blue', 'red', {
          startsAfter: [{ service: 'b', condition: 'service_started', cause }],
        }),
      ],
    }),
  );
  expect(soundOf(stack)).toEqual([]);
});

test('a hundred and fifty services are nothing that a stack does not hold', () => {
  const services = Array.from({ length: 150 }, (_, index) => service(`s${index}`));
  const templates = deploymentTemplates(stackOf(deploymentPlan({ ...nested, services })).stack);
  const counts = Object.values(templates).map(
    (template) => Object.keys((template as { Resources: object }).Resources).length,
  );
  expect(counts).toHaveLength(151);
  expect(Math.max(...counts)).toBeLessThanOrEqual(480);
  expect(counts.reduce((total, count) => total + count, 0)).toBeGreaterThan(1000);
});
