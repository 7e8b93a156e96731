import { join } from 'node:path';
import { AcmeComposeStack } from '@acme/compose-platform';
import { App } from 'aws-cdk-lib/core';
import { readProject } from 'cdk-compose';

const app = new App();
const stage = app.node.tryGetContext('compose:environment') === 'production' ? 'production' : 'staging';

new AcmeComposeStack(app, `<%= project %>-${stage}`, {
  ...readProject({ directory: join(__dirname, '..'), environment: stage }),
  stage,
  team: '<%= team %>',
});
