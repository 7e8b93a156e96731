/** One lock, promoted through stages: every stage names the same image, under the same ids. */
import 'aws-cdk-lib/testhelpers/jest-autoclean';
import { Template } from 'aws-cdk-lib/assertions';
import { App, Stage } from 'aws-cdk-lib/core';
import { ComposeStack } from '../../lib/constructs/compose-stack.js';
import { loadedProject, resolvedImages } from './fixtures/project.js';
import { resourcesOf } from './fixtures/template.js';

function stage(app: App, name: string): Template {
  const inputs = { project: loadedProject(), images: resolvedImages, environment: name };
  return Template.fromStack(new ComposeStack(new Stage(app, name), 'shop', inputs));
}

const app = new App();
const [staging, production] = [stage(app, 'staging'), stage(app, 'production')];

test('task definitions are the same in every stage but for names of the environment', () => {
  expect(images(staging)).toEqual(images(production));
  expect(JSON.stringify(images(staging))).toMatch(/docker\.io\/library\/nginx@sha256:b{64}/);
});

test('names carry the environment', () => {
  staging.hasResourceProperties('AWS::ServiceDiscovery::PrivateDnsNamespace', {
    Name: 'shop-staging.internal',
  });
  production.hasResourceProperties('AWS::ServiceDiscovery::PrivateDnsNamespace', {
    Name: 'shop-production.internal',
  });
});

function images(template: Template) {
  return Object.entries(resourcesOf(template, 'AWS::ECS::TaskDefinition')).map(
    ([id, { Properties = {} }]) => [
      id,
      (Properties['ContainerDefinitions'] as { Image: string }[]).map(({ Image }) => Image),
    ],
  );
}
