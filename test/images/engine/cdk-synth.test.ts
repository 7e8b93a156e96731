import { parse } from 'yaml';
import { join } from 'node:path';
import { readImageLock } from '../../../lib/images/image-lock-file.js';
import { cdk, cdkJson, compilePrograms } from '../cdk-cli.js';
import { folder } from '../folder.js';
import { base, describeWithEngine, openRegistry } from './engine.js';

jest.setTimeout(120_000);

describeWithEngine('cdk synth with a build in front', () => {
  beforeAll(compilePrograms);

  test('builds what is stale, and prints a template with its digests and nothing else', async () => {
    const name = `synth${process.pid}`;
    const directory = folder({
      'compose.yaml': `name: ${name}\nservices:\n  web: {build: ./web}\n`,
      'web/Dockerfile': `FROM ${base}\nRUN echo ${name} >/a\n`,
      'cdk.json': cdkJson(`--registry ${openRegistry}`),
    });
    const docker = ['DOCKER_HOST', 'DOCKER_CONFIG', 'BUILDX_CONFIG'].map((variable) => [
      variable,
      process.env[variable],
    ]);
    const synth = () => cdk(directory, ['synth'], Object.fromEntries(docker) as Record<string, string>);
    const first = await synth();
    expect([first.code, first.stderr]).toEqual([0, expect.stringMatching(/^web +built/m)]);
    const [image] = Object.values(readImageLock(join(directory, 'compose.images.json')).value?.images ?? {});
    const template = parse(first.stdout) as { Resources: object };
    expect(JSON.stringify(template.Resources)).toContain(image?.digest);

    const again = await synth();
    expect([again.code, again.stdout]).toEqual([0, first.stdout]);
    expect(again.stderr).not.toMatch(/built|images/);
  });
});
