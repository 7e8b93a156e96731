import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { App, Stack } from 'aws-cdk-lib/core';
import { CodePipelineSource } from 'aws-cdk-lib/pipelines';
import { ComposePipeline, composeContext, readEnvironments } from 'cdk-compose';

const app = new App();
const stack = new Stack(app, 'ShopPipeline', { env: { account: '111111111111', region: 'eu-central-1' } });

new ComposePipeline(stack, 'Shop', {
  source: CodePipelineSource.connection('acme/shop', 'main', {
    connectionArn:
      'arn:aws:codeconnections:eu-central-1:111111111111:connection/11111111-2222-3333-4444-555555555555',
  }),
  buildCloud: {
    organization: 'acme',
    builder: 'default',
    token: Secret.fromSecretNameV2(stack, 'DockerToken', 'docker/access-token'),
  },
  environments: readEnvironments({ directory: __dirname, ...composeContext(app) }),
  promotion: [
    { environments: ['dev'], smokePath: '/healthz' },
    { environments: ['staging'], approval: false, smokePath: '/healthz' },
    { environments: ['production'], approval: 'Is staging as it should be?', smokePath: '/healthz' },
  ],
});
