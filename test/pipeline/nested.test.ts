/** A pipeline whose stages have services in nested stacks: their templates are published as all files are. */
import 'aws-cdk-lib/testhelpers/jest-autoclean';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvironments } from '../../lib/read-project.js';
import { digest, environments, files } from '../environments/shop.js';
import { projectFolder } from '../support/project-folder.js';
import { lockImages, pipelineOf } from './pipeline.js';

jest.setTimeout(60_000);

const directory = projectFolder(files);

function nestedPipeline() {
  return pipelineOf(directory, {
    environments: readEnvironments({ directory, environments, layout: 'nested' }),
  });
}

test('nested templates are published before their stage is deployed', () => {
  lockImages(directory);
  const made = nestedPipeline();
  const names = Object.values(made.template.findResources('AWS::CodePipeline::Pipeline'))
    .flatMap(({ Properties }) => (Properties as { Stages: readonly { Name: string }[] }).Stages)
    .map(({ Name }) => Name);
  expect(names.indexOf('Assets')).toBeGreaterThan(0);
  expect(names.indexOf('Assets')).toBeLessThan(names.indexOf('dev'));
  const steps = readdirSync(made.assembly)
    .filter((name) => name.startsWith('buildspec-'))
    .map((name) => readFileSync(join(made.assembly, name), 'utf8'))
    .join();
  for (const { artifactId } of Object.values(made.construct.stages)) {
    const manifests = readdirSync(join(made.assembly, artifactId)).filter((name) =>
      name.endsWith('.assets.json'),
    );
    const [assets = ''] = manifests.map((name) =>
      readFileSync(join(made.assembly, artifactId, name), 'utf8'),
    );
    const { files: published } = JSON.parse(assets) as {
      files: Record<string, { source: { path: string } }>;
    };
    const nested = Object.entries(published).filter(([, { source }]) =>
      source.path.endsWith('.nested.template.json'),
    );
    expect(nested.length).toBeGreaterThan(1);
    for (const [hash] of nested) expect(steps).toContain(hash);
  }
});

test('another image changes nested templates, and nothing about the pipeline', () => {
  lockImages(directory);
  const [before, lock] = [nestedPipeline(), readFileSync(join(directory, 'compose.images.json'), 'utf8')];
  writeFileSync(join(directory, 'compose.images.json'), lock.replaceAll(digest('b'), digest('e')));
  const after = nestedPipeline();
  expect(after.template.toJSON()).toEqual(before.template.toJSON());
  const templates = ({ assembly, construct }: typeof before) =>
    readdirSync(join(assembly, construct.stages['dev']?.artifactId ?? ''))
      .filter((name) => name.endsWith('.nested.template.json'))
      .map((name) => readFileSync(join(assembly, construct.stages['dev']?.artifactId ?? '', name), 'utf8'));
  expect(templates(after)).not.toEqual(templates(before));
});
