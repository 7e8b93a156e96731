import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { App, Stack } from 'aws-cdk-lib/core';
import { CodePipelineSource } from 'aws-cdk-lib/pipelines';
import { ComposePipeline, readEnvironments, stackName } from 'cdk-compose';
import { settings, source } from '../lib/application.js';

// Of Docker Build Cloud, `organization/builder`; empty: the Docker engine of the build machine builds the images.
const [organization, builder] = '<%= builder %>'.split('/');

/** The pipeline through the environments of cdk.json, in their order; a person approves each but the first. */
export function pipeline(app: App): ComposePipeline {
  const stack = new Stack(app, stackName('<%= project %>', 'pipeline'), {
    env: { account: process.env['CDK_DEFAULT_ACCOUNT'], region: process.env['CDK_DEFAULT_REGION'] },
  });
  const environments = Object.entries(readEnvironments(source(app)));
  return new ComposePipeline(stack, 'Pipeline', {
    source: CodePipelineSource.connection('<%= repository %>', 'main', {
      connectionArn: '<%= connection %>',
    }),
    directory: '<%= appFolder %>',
    environments: Object.fromEntries(
      environments.map(([name, inputs]) => [name, { ...inputs, ...settings }]),
    ),
    ...(organization &&
      builder && {
        buildCloud: {
          organization,
          builder,
          token: Secret.fromSecretNameV2(stack, 'DockerToken', 'docker/access-token'),
        },
      }),
    // promotion: [{ environments: ['dev'], smokePath: '/healthz' }, …],
  });
}

pipeline(new App());
