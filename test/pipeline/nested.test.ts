/** A pipeline whose stages have services in nested stacks: their templates are published as all files are. */
import 'aws-cdk-lib/testhelpers/jest-autoclean';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvironments } from '../../lib/read-project.js';
import { environments, files } from '../environments/shop.js';
import { projectFolder } from '../support/project-folder.js';
import { lockImages, pipelineOf } from './pipeline.js';

jest.setTimeout(60_000);

test('nested templates are published before their stage is deployed', () => {
  const directory = projectFolder(files);
  lockImages(directory);
  const made = pipelineOf(directory, {
    environments: readEnvironments({ directory, environments, layout: 'nested' }),
  });
  const names = Object.values(made.template.findResources('AWS::CodePipeline::Pipeline'))
    .flatMap(({ Properties }) => (Properties as { Stages: readonly { Name: string }[] }).Stages)
    .map(({ Name }) => Name);
  expect(names.indexOf('Assets')).toBeGreaterThan(0);
  expect(names.indexOf('Assets')).toBeLessThan(names.indexOf('dev'));
  const published = JSON.stringify(made.template.findResources('AWS::CodeBuild::Project'));
  for (const { artifactId } of Object.values(made.construct.stages)) {
    const nested = readdirSync(join(made.assembly, artifactId)).filter((name) =>
      name.endsWith('.nested.template.json'),
    );
    expect(nested.length).toBeGreaterThan(1);
    // What publishes files names the manifest that they are in.
    expect(published).toContain(`${artifactId}/`);
  }
});
