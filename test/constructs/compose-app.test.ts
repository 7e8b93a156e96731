import 'aws-cdk-lib/testhelpers/jest-autoclean';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Port, SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, type FargateServiceProps } from 'aws-cdk-lib/aws-ecs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { App, Stack, Validations } from 'aws-cdk-lib/core';
import { ComposeApp, type ComposeAppProps } from '../../lib/constructs/compose-app.js';
import { ComposeStack } from '../../lib/constructs/compose-stack.js';
import { ComposeError } from '../../lib/diagnostics/compose-error.js';
import { decided } from './fixtures/plan.js';
import { loadedProject, resolvedImages } from './fixtures/project.js';
import { onlyResource } from './fixtures/template.js';

function made(props: Partial<ComposeAppProps> = {}) {
  const stack = new Stack(new App(), 'Test');
  const app = new ComposeApp(stack, 'App', { project: loadedProject(), images: resolvedImages, ...props });
  return { stack, app, template: () => Template.fromStack(stack) };
}

function thrown(make: () => unknown): ComposeError {
  try {
    make();
  } catch (error) {
    if (ComposeError.isComposeError(error)) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('ComposeApp', () => {
  test('deploys each service of the project', () => {
    made().template().resourceCountIs('AWS::ECS::Service', 2);
  });

  test('gives back the L2s of a service', () => {
    const { app } = made();
    const { taskDefinition, container, service, securityGroup, targetGroups } = app.service('web');
    expect(container).toBe(taskDefinition.findContainer('web'));
    expect(service.taskDefinition).toBe(taskDefinition);
    expect(service.connections.securityGroups).toEqual([securityGroup]);
    expect(targetGroups).toHaveLength(1);
    expect(app.task('web').taskDefinition).toBe(taskDefinition);
  });

  test('takes grants for the code of a service', () => {
    const { stack, app, template } = made();
    new Bucket(stack, 'Bucket').grantRead(app.service('web'));
    const role = onlyResource(template(), 'AWS::IAM::Policy', 'AppServiceswebTaskDefinitionTaskRole');
    expect(JSON.stringify(role.Properties)).toContain('s3:GetObject*');
  });

  test('connects a service without opening the network that it is in', () => {
    const { stack, app, template } = made();
    const other = new SecurityGroup(stack, 'Other', { vpc: app.vpc });
    app.service('web').connections.allowFrom(other, Port.tcp(9000));
    app.service('web').service.connections.allowFrom(other, Port.tcp(9001));
    const { id } = onlyResource(template(), 'AWS::EC2::SecurityGroup', 'AppServiceswebSecurityGroup');
    template().resourcePropertiesCountIs(
      'AWS::EC2::SecurityGroupIngress',
      { SourceSecurityGroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Other'), 'GroupId'] } },
      2,
    );
    for (const port of [9000, 9001])
      template().hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
        FromPort: port,
        GroupId: { 'Fn::GetAtt': [id, 'GroupId'] },
      });
  });

  test('names the services that there are when asked for another', () => {
    const { diagnostics, message } = thrown(() => made().app.service('wbe'));
    expect(diagnostics.map(({ code }) => code)).toEqual(['not-in-project']);
    expect(message).toContain("did you mean 'web'?");
  });

  test('runs in the cluster that the caller brings', () => {
    const stack = new Stack(new App(), 'Test');
    const cluster = new Cluster(stack, 'Given', { vpc: new Vpc(stack, 'Vpc') });
    const app = new ComposeApp(stack, 'App', { project: loadedProject(), images: resolvedImages, cluster });
    expect(app.cluster).toBe(cluster);
    Template.fromStack(stack).resourceCountIs('AWS::EC2::VPC', 1);
  });

  test('refuses a VPC that is not the cluster’s', () => {
    const stack = new Stack(new App(), 'Test');
    const cluster = new Cluster(stack, 'Given', { vpc: new Vpc(stack, 'Vpc') });
    const props = { project: loadedProject(), images: resolvedImages, cluster, vpc: new Vpc(stack, 'Other') };
    const { diagnostics } = thrown(() => new ComposeApp(stack, 'App', props));
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toMatchObject([
      { code: 'vpc-not-of-cluster' },
    ]);
  });
});

describe('overrides', () => {
  test('of the plan change decisions, before any resource is made', () => {
    const { app, template } = made({
      services: { web: { plan: (plan) => ({ ...plan, desiredCount: decided(3) }) } },
    });
    expect(app.plan.services.find(({ name }) => name === 'web')?.desiredCount?.value).toBe(3);
    expect(onlyResource(template(), 'AWS::ECS::Service', 'AppServicesweb').Properties).toMatchObject({
      DesiredCount: 3,
    });
  });

  test('by resource win over the plan', () => {
    const { template } = made({
      services: {
        web: {
          taskDefinition: (props) => ({ ...props, ephemeralStorageGiB: 50 }),
          container: (props) => ({ ...props, environment: { ...props.environment, EXTRA: '1' } }),
          fargateService: (props) => ({ ...props, desiredCount: 4, enableExecuteCommand: true }),
          targetGroup: (props) => ({ ...props, slowStart: undefined, targetGroupName: 'chosen' }),
        },
      },
    });
    template().hasResourceProperties('AWS::ECS::TaskDefinition', {
      EphemeralStorage: { SizeInGiB: 50 },
      ContainerDefinitions: [Match.objectLike({ Environment: [{ Name: 'EXTRA', Value: '1' }] })],
    });
    template().hasResourceProperties('AWS::ECS::Service', { DesiredCount: 4, EnableExecuteCommand: true });
    template().hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', { Name: 'chosen' });
  });

  test('keep a service in its networks whatever groups they give it', () => {
    const { stack, template } = made({
      services: { web: { fargateService: (props) => ({ ...props, securityGroups: given(props) }) } },
    });
    expect(stack.node.tryFindChild('Mine')).toBeUndefined();
    const { Properties } = onlyResource(template(), 'AWS::ECS::Service', 'AppServicesweb');
    expect(JSON.stringify(Properties)).toContain('AppNetworksdefault');
    expect(JSON.stringify(Properties)).toContain('sg-mine');
  });

  test('of a service that is not there are an error', () => {
    const { diagnostics } = thrown(() => made({ services: { wbe: {} } }));
    expect(diagnostics).toMatchObject([{ code: 'not-in-project', fix: "did you mean 'web'?" }]);
  });
});

describe('findings', () => {
  const unlocked = { ...resolvedImages, web: { ...image('web'), digest: undefined, locked: undefined } };

  test('that are errors are thrown together as one report', () => {
    const web = {
      image: 'coredns:1',
      ports: [{ mode: 'ingress', target: 53, published: '53', protocol: 'udp' }],
    };
    const error = thrown(() => made({ project: loadedProject({ services: { web } }) }));
    expect(error.diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
    expect(error.message).toContain('compose.yaml:3:3');
  });

  test('that are warnings stand at their service and can be acknowledged there', () => {
    const { stack } = made({ images: unlocked });
    Annotations.fromStack(stack).hasWarning(
      '/Test/App/Services/web',
      Match.stringLikeRegexp('compose:images-not-locked'),
    );
    const { stack: silenced, app } = made({ images: unlocked });
    Validations.of(app).acknowledge({
      id: 'compose:images-not-locked',
      reason: 'the image is built later',
      where: { service: 'web' },
    });
    expect(
      Annotations.fromStack(silenced).findWarning('*', Match.stringLikeRegexp('compose:images-not-locked')),
    ).toEqual([]);
  });
});

describe('ComposeStack', () => {
  test('gives the resources the ids that they have in any stack', () => {
    const inputs = { project: loadedProject(), images: resolvedImages };
    const app = new App();
    const any = new Stack(app, 'any', { stackName: 'shop' });
    new ComposeApp(any, 'App', inputs);
    const ids = (stack: Stack) =>
      Object.entries(Template.fromStack(stack).toJSON()['Resources'] as Record<string, { Type: string }>)
        // CDK names rules between groups after the stack, too; ComposeStack leaves the stack out.
        .filter(([, { Type }]) => !/SecurityGroup(Ingress|Egress)$/.test(Type))
        .map(([id]) => id);
    expect(ids(new ComposeStack(app, 'shop', inputs))).toEqual(ids(any));
  });

  test('is a stack with the application in it', () => {
    const props = {
      project: loadedProject(),
      images: resolvedImages,
      env: { account: '123456789012', region: 'eu-west-1' },
    };
    const stack = new ComposeStack(new App(), 'shop', props);
    expect(stack.application.service('db')).toBeDefined();
    expect((stack.node.root as App).synth().manifest.missing).toBeUndefined();
  });
});

function image(service: string) {
  const found = resolvedImages[service];
  if (found === undefined) throw new Error(`no image of ${service}`);
  return found;
}

function given({ taskDefinition }: FargateServiceProps) {
  return [SecurityGroup.fromSecurityGroupId(taskDefinition, 'Mine', 'sg-mine')];
}
