/** The pipeline of the shop with three environments in two accounts and two regions, and the templates it deploys. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Repository } from 'aws-cdk-lib/aws-codecommit';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Template } from 'aws-cdk-lib/assertions';
import { App, Stack } from 'aws-cdk-lib/core';
import { CodePipelineSource } from 'aws-cdk-lib/pipelines';
import { initImage } from '../../lib/compose/init-image.js';
import { ComposePipeline, type ComposePipelineProps } from '../../lib/constructs/compose-pipeline.js';
import type { Environments } from '../../lib/model/environment-declaration.js';
import { readEnvironments } from '../../lib/read-project.js';
import { digest, environments } from '../environments/shop.js';

export interface Made {
  readonly construct: ComposePipeline;
  /** The pipeline's own stack. */
  readonly template: Template;
  /** By environment. */
  readonly stages: Readonly<Record<string, Template>>;
  /** The folder of the cloud assembly. */
  readonly assembly: string;
}

/** An image lock that holds every image of the folder's project but our own, which no task of it runs. */
export function lockImages(directory: string, declared: Environments = environments): void {
  const images = Object.values(readEnvironments({ directory, environments: declared })).flatMap((inputs) =>
    Object.entries(inputs.images).filter(([service]) => service !== initImage),
  );
  const letters = ['a', 'b', 'c', 'd', 'e'];
  const keys = [...new Map(images.map(([service, { key }]) => [key, service]))];
  const locked = keys.map(([key, service], index) => [
    key,
    {
      digest: digest(letters[index] ?? 'f'),
      platforms: ['linux/amd64'],
      services: [service],
      config: {},
    },
  ]);
  const lock = { version: 1, images: Object.fromEntries(locked) };
  writeFileSync(join(directory, 'compose.images.json'), JSON.stringify(lock, null, 2));
}

/** Makes the pipeline over the project in a folder. */
export function pipelineOf(directory: string, changes: Partial<ComposePipelineProps> = {}): Made {
  const assembly = mkdtempSync(join(tmpdir(), 'cdk-compose-test-'));
  const app = new App({ outdir: assembly });
  const stack = new Stack(app, 'Pipeline', { env: { account: '111111111111', region: 'eu-central-1' } });
  const construct = new ComposePipeline(stack, 'Compose', {
    source: CodePipelineSource.codeCommit(Repository.fromRepositoryName(stack, 'Code', 'shop'), 'main'),
    environments: readEnvironments({ directory, environments }),
    buildCloud: {
      organization: 'acme',
      builder: 'default',
      token: Secret.fromSecretCompleteArn(
        stack,
        'Token',
        'arn:aws:secretsmanager:eu-central-1:111111111111:secret:docker-token-AbCdEf',
      ),
    },
    ...changes,
  });
  app.synth();
  const stages = Object.entries(construct.stages).map(
    ([
      name,
      {
        artifactId,
        stack: { templateFile },
      },
    ]) => {
      const text = readFileSync(join(assembly, artifactId, templateFile), 'utf8');
      return [name, Template.fromString(text)] as const;
    },
  );
  return { construct, template: Template.fromStack(stack), stages: Object.fromEntries(stages), assembly };
}
