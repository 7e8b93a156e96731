/** Tags by which bills and searches tell projects, environments and services apart. */
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { Template } from 'aws-cdk-lib/assertions';
import { App, Stack } from 'aws-cdk-lib/core';
import { ComposeApp, type ComposeAppProps, ComposeStack } from '../../lib/index.js';
import { causesReplacement } from '../upgrade/lasting-resources.js';
import { everyFeature } from './fixtures/every-feature.js';
import { onlyResource, type Resource, resourcesOf } from './fixtures/template.js';

const specification = loadAwsServiceSpecSync();

function templateWith(props: Partial<ComposeAppProps> = {}): Template {
  const stack = new Stack(new App(), 'Test');
  new ComposeApp(stack, 'App', { ...everyFeature(), ...props });
  return Template.fromStack(stack);
}

/** The property that holds a type's tags; undefined: it has none, or CDK does not know of it. */
function tagProperty(type: string): string | undefined {
  const [resource] = specification.lookup('resource', 'cloudFormationType', 'equals', type);
  return resource?.tagInformation?.tagPropertyName;
}

function tagsOf({ Type, Properties = {} }: Resource): Readonly<Record<string, string>> {
  const tags = Properties[tagProperty(Type) ?? ''] ?? [];
  if (!Array.isArray(tags)) return tags as Record<string, string>;
  return Object.fromEntries((tags as { Key: string; Value: string }[]).map(({ Key, Value }) => [Key, Value]));
}

const template = templateWith();
const all = Object.entries(template.toJSON()['Resources'] as Record<string, Resource>);
/** CDK has no tags for scalable targets yet; its singleton function belongs to all of a stack. */
const untagged = /^AWS::ApplicationAutoScaling::ScalableTarget|^AWS679f/;
const taggable = all.filter(
  ([id, { Type }]) => tagProperty(Type) !== undefined && !untagged.test(Type) && !untagged.test(id),
);

test('every resource that takes tags, but listeners, has those of its project and environment', () => {
  expect(taggable.length).toBeGreaterThan(60);
  const wanted = { 'com.docker.compose.project': 'everything', 'cdk-compose.environment': 'staging' };
  const isListener = /^AWS::ElasticLoadBalancingV2::Listener/;
  const without = taggable.filter(
    ([, resource]) =>
      !isListener.test(resource.Type) &&
      Object.entries(wanted).some(([key, value]) => tagsOf(resource)[key] !== value),
  );
  expect(without.map(([id, { Type }]) => `${Type} ${id}`)).toEqual([]);
});

test.each([
  'AWS::ECS::Service',
  'AWS::ECS::TaskDefinition',
  'AWS::IAM::Role',
  'AWS::EC2::SecurityGroup',
  'AWS::ElasticLoadBalancingV2::TargetGroup',
])('%s has the tag of its service', (type) => {
  const [, first] = Object.entries(resourcesOf(template, type)).find(([id]) =>
    id.startsWith('AppServicesweb'),
  ) ?? [undefined, undefined];
  expect(first && tagsOf(first)['com.docker.compose.service']).toBe('web');
});

test('the group of a network has the network’s', () => {
  const front = onlyResource(template, 'AWS::EC2::SecurityGroup', 'AppNetworksfront');
  expect(tagsOf(front)).toMatchObject({ 'com.docker.compose.network': 'front' });
});

test('tasks have the tags of what starts them', () => {
  for (const { Properties } of Object.values(resourcesOf(template, 'AWS::ECS::Service')))
    expect(Properties).toMatchObject({ PropagateTags: 'SERVICE', EnableECSManagedTags: true });
  const { EcsParameters } = (onlyResource(template, 'AWS::Scheduler::Schedule').Properties ?? {})[
    'Target'
  ] as { EcsParameters: object };
  expect(EcsParameters).toMatchObject({ PropagateTags: 'TASK_DEFINITION', EnableECSManagedTags: true });
});

test('no resource is replaced because of its tags', () => {
  const replaced = taggable.filter(([, { Type }]) => causesReplacement(Type, tagProperty(Type) ?? ''));
  expect(replaced.map(([, { Type }]) => Type)).toEqual([]);
});

test('tags of one’s own come to them, and win', () => {
  const own = templateWith({ tags: { team: 'orders', 'com.docker.compose.project': 'shop' } });
  expect(tagsOf(onlyResource(own, 'AWS::ECS::Cluster'))).toEqual({
    'cdk-compose.environment': 'staging',
    'com.docker.compose.project': 'shop',
    team: 'orders',
  });
  expect(tagsOf(onlyResource(own, 'AWS::Lambda::Function', 'JobRunner'))).toMatchObject({ team: 'orders' });
});

test('a changed tag changes tags alone: no task definition, no content of a job', () => {
  const bare = (made: Template) =>
    Object.fromEntries(
      Object.entries(made.toJSON()['Resources'] as Record<string, Resource>).map(([id, resource]) => [
        id,
        {
          ...resource,
          Properties: { ...resource.Properties, [tagProperty(resource.Type) ?? '']: undefined },
        },
      ]),
    );
  expect(bare(templateWith({ tags: { team: 'orders' } }))).toEqual(bare(template));
});

test('tags of a stack are its resources’, too', () => {
  const stack = new ComposeStack(new App(), 'Test', { ...everyFeature(), tags: { team: 'orders' } });
  expect(tagsOf(onlyResource(Template.fromStack(stack), 'AWS::ECS::Cluster'))).toMatchObject({
    team: 'orders',
  });
});
