import { createHash } from 'node:crypto';
import { join } from 'node:path';
import {
  CreateRepositoryCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  GetRepositoryPolicyCommand,
  ListTagsForResourceCommand,
  PutImageCommand,
  SetRepositoryPolicyCommand,
} from '@aws-sdk/client-ecr';
import {
  CreateClusterCommand,
  CreateServiceCommand,
  DeregisterTaskDefinitionCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs';
import { ecrClient, ecrRepository } from '../../lib/aws/ecr-repository.js';
import { ecsClient } from '../../lib/aws/named-images.js';
import { projectFolder } from '../support/project-folder.js';
import { runCommand } from '../support/run-command.js';
import { describeWith } from '../support/shared-folder.js';
import { emulatorScript, startEmulator, type Emulator } from './emulator.js';

const [own, other] = ['123456789012', '444455556666'];
const host = `${own}.dkr.ecr.us-east-1.amazonaws.com/shop`;
const manifestType = 'application/vnd.oci.image.manifest.v1+json';
const indexType = 'application/vnd.oci.image.index.v1+json';
const role = `arn:aws:iam::${other}:role/production`;

const sha256 = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;
const tagOf = (name: string): string => `c-${sha256(name).slice(7, 39)}`;

/** A manifest whose digest nobody else's has. */
const manifest = (name: string): string =>
  JSON.stringify({
    schemaVersion: 2,
    mediaType: manifestType,
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: sha256(name), size: 1000 },
    layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', digest: sha256(name), size: 1 }],
  });

describeWith(emulatorScript(), 'no imitation of AWS', 'images in ECR', (script) => {
  let emulator: Emulator;
  let ecr: ECRClient;
  let ecs: ECSClient;
  const outer = { ...process.env };
  const folder = projectFolder({
    'compose.yaml': 'name: shop\nservices:\n  web: {image: nginx}\n',
    aws: [
      '[profile development]',
      'aws_access_key_id = testing',
      'aws_secret_access_key = testing',
      '[profile production]',
      `role_arn = ${role}`,
      'source_profile = development',
      '',
    ].join('\n'),
  });
  const images = (...words: readonly string[]) =>
    runCommand(['images', ...words], folder, { environment: { CDK_DEFAULT_REGION: 'us-east-1' } });

  beforeAll(async () => {
    emulator = await startEmulator(script, projectFolder({}));
    const { endpoint, region } = emulator.client;
    // The AWS SDK reads its settings from the process itself.
    for (const variable of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'])
      delete process.env[variable];
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: region,
      AWS_PROFILE: 'development',
      AWS_CONFIG_FILE: join(folder, 'aws'),
      AWS_SHARED_CREDENTIALS_FILE: '/none',
      AWS_EC2_METADATA_DISABLED: 'true',
    });
    ecr = new ECRClient(emulator.client);
    ecs = new ECSClient(emulator.client);
  });
  afterAll(async () => {
    process.env = outer;
    await emulator.stop();
  });

  const put = async (text: string, tag?: string): Promise<string> => {
    const imageDigest = sha256(text);
    await ecr.send(
      new PutImageCommand({ repositoryName: 'shop', imageManifest: text, imageTag: tag, imageDigest }),
    );
    return imageDigest;
  };
  const held = async (): Promise<readonly (string | undefined)[]> => {
    const { imageDetails = [] } = await ecr.send(new DescribeImagesCommand({ repositoryName: 'shop' }));
    return imageDetails.map(({ imageDigest }) => imageDigest).toSorted();
  };
  const define = async (
    family: string,
    image: string,
    client: Pick<ECSClient, 'send'> = ecs,
  ): Promise<string> => {
    const containerDefinitions = [{ name: family, image, memory: 512 }];
    const { taskDefinition } = await client.send(
      new RegisterTaskDefinitionCommand({ family, containerDefinitions }),
    );
    return taskDefinition?.taskDefinitionArn ?? '';
  };

  test('a build makes the repository: immutable, scanned, encrypted, tagged', async () => {
    const opened = await ecrRepository(ecrClient('us-east-1'), {
      name: 'shop',
      tags: { 'com.docker.compose.project': 'shop' },
      deployedTo: own,
    });
    expect(opened.value?.registry).toBe(`${own}.dkr.ecr.us-east-1.amazonaws.com`);
    expect(await opened.value?.find([tagOf('any')])).toEqual({ value: new Map(), diagnostics: [] });
    expect(await opened.value?.prepare()).toEqual({ value: true, diagnostics: [] });
    expect(await opened.value?.prepare()).toEqual({ value: false, diagnostics: [] });

    const { repositories: [made] = [] } = await ecr.send(new DescribeRepositoriesCommand({}));
    expect(made).toMatchObject({
      repositoryName: 'shop',
      imageTagMutability: 'IMMUTABLE',
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: { encryptionType: 'AES256' },
    });
    const { tags } = await ecr.send(new ListTagsForResourceCommand({ resourceArn: made?.repositoryArn }));
    expect(tags).toEqual([{ Key: 'com.docker.compose.project', Value: 'shop' }]);

    const digest = await put(manifest('web'), tagOf('web'));
    expect(await opened.value?.find([tagOf('web'), tagOf('any')])).toEqual({
      value: new Map([[tagOf('web'), digest]]),
      diagnostics: [],
    });
  });

  test('credentials of another account than the deployment’s open none', async () => {
    const props = { name: 'shop', tags: {}, deployedTo: other };
    expect(await ecrRepository(ecrClient('us-east-1'), props)).toMatchObject({
      value: undefined,
      diagnostics: [{ code: 'aws-account-differs' }],
    });
  });

  test('share lets an account pull, once, and leaves what others state', async () => {
    const theirs = {
      Sid: 'Theirs',
      Effect: 'Deny',
      Principal: '*',
      Action: ['ecr:PutImage'],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    };
    const policyText = JSON.stringify({ Version: '2012-10-17', Statement: [theirs] });
    await ecr.send(new SetRepositoryPolicyCommand({ repositoryName: 'shop', policyText }));
    expect(await images('share', other)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`${other} may pull from ${host}`),
    });
    expect(await images('share', other)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('could already pull'),
    });
    const policy = await ecr.send(new GetRepositoryPolicyCommand({ repositoryName: 'shop' }));
    const { Statement: statements } = JSON.parse(policy.policyText ?? '') as { Statement: object[] };
    expect(statements).toEqual([
      theirs,
      expect.objectContaining({ Effect: 'Allow', Principal: { AWS: [other] } }),
    ]);
  });

  test('share makes the repository where there is none', async () => {
    const bare = projectFolder({ 'compose.yaml': 'name: bare\nservices:\n  web: {image: nginx}\n' });
    const environment = { CDK_DEFAULT_REGION: 'us-east-1' };
    expect(await runCommand(['images', 'share', other], bare, { environment })).toMatchObject({ code: 0 });
    const found = await ecr.send(new DescribeRepositoriesCommand({ repositoryNames: ['bare'] }));
    expect(found.repositories).toMatchObject([{ imageTagMutability: 'IMMUTABLE' }]);
  });

  describe('gc', () => {
    const digests: Record<string, string> = {};

    beforeAll(async () => {
      for (const name of ['staging', 'production', 'stopped', 'garbage', 'part', 'loose', 'by-hand'])
        digests[name] = await put(
          manifest(name),
          name === 'part' || name === 'loose' ? undefined : name === 'by-hand' ? name : tagOf(name),
        );
      const index = (name: string, ...parts: readonly string[]) =>
        JSON.stringify({
          schemaVersion: 2,
          mediaType: indexType,
          manifests: parts.map((part) => ({ mediaType: manifestType, digest: digests[part] })),
          annotations: { name },
        });
      digests['index'] = await put(index('index', 'part'), tagOf('index'));
      digests['garbage index'] = await put(index('garbage index', 'loose', 'part'), tagOf('garbage index'));

      await define('shop-dev-web', `${host}@${digests['index']}`);
      await define('shop-staging-web', `${host}@${digests['staging']}`);
      await define('shop-staging-web', 'nginx:1');
      // Superseded, deregistered, used by nobody.
      const superseded = await define('shop-dev-api', `${host}@${digests['garbage']}`);
      await ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition: superseded }));
      // Deregistered, but what a service would start if it were scaled up again.
      const stopped = await define('shop-dev-batch', `${host}@${digests['stopped']}`);
      await ecs.send(new CreateClusterCommand({ clusterName: 'shop' }));
      await ecs.send(
        new CreateServiceCommand({
          cluster: 'shop',
          serviceName: 'batch',
          taskDefinition: stopped,
          desiredCount: 0,
        }),
      );
      await ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition: stopped }));

      const production = ecsClient('production', 'us-east-1');
      await define('shop-production-web', `${host}@${digests['production']}`, production);
    });

    const everywhere = ['--aws-profile', 'development', 'production', '--keep-days', '0'];

    test('deletes nothing while the account of an environment has not been asked', async () => {
      const before = await held();
      const { code, stderr } = await images('gc', '--delete', '--keep-days', '0');
      expect([code, stderr]).toEqual([1, expect.stringContaining(`shared with ${other}`)]);
      expect(await held()).toEqual(before);
    });

    test('lists what each image is kept for, in all environments, and deletes nothing', async () => {
      const before = await held();
      const { code, stdout, stderr } = await images('gc', ...everywhere);
      expect([code, stderr]).toEqual([0, '']);
      const verdict = (name: string): string | undefined =>
        stdout.split('\n').find((line) => line.startsWith(`  ${digests[name]?.slice(0, 19)}`));
      expect(verdict('index')).toMatch(/kept: shop-dev-web:1$/);
      expect(verdict('part')).toMatch(/kept: part of /);
      expect(verdict('staging')).toMatch(/kept: shop-staging-web:1$/);
      expect(verdict('production')).toMatch(/kept: shop-production-web:1$/);
      expect(verdict('stopped')).toMatch(/kept: shop-dev-batch:1$/);
      expect(verdict('by-hand')).toMatch(/kept: its tag by-hand is not ours$/);
      for (const name of ['garbage', 'garbage index', 'loose']) expect(verdict(name)).toMatch(/ not needed$/);
      expect(await held()).toEqual(before);
    });

    test('keeps what was pushed within the days that it is told', async () => {
      const { stdout } = await images('gc', '--aws-profile', 'development', 'production');
      expect(stdout).toMatch(/^0 of \d+ images/m);
    });

    test('deletes with --delete what nothing needs, indexes with their parts but for shared ones', async () => {
      const { code } = await images('gc', '--delete', ...everywhere);
      expect(code).toBe(0);
      const kept = ['staging', 'production', 'stopped', 'part', 'by-hand', 'index'];
      expect(await held()).toEqual(kept.map((name) => digests[name]).toSorted());
      expect(await images('gc', '--delete', ...everywhere)).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('deleted 0 of 6 images'),
      });
    });

    test('leaves nothing behind that a build would take for there', async () => {
      const opened = await ecrRepository(ecrClient('us-east-1'), { name: 'shop', tags: {} });
      const found = await opened.value?.find([tagOf('garbage'), tagOf('staging')]);
      expect([...(found?.value?.keys() ?? [])]).toEqual([tagOf('staging')]);
    });

    test('of a project without a repository has nothing to do', async () => {
      await ecr.send(new CreateRepositoryCommand({ repositoryName: 'empty' }));
      for (const name of ['empty', 'absent']) {
        const project = projectFolder({
          'compose.yaml': `name: ${name}\nservices:\n  web: {image: nginx}\n`,
        });
        const environment = { CDK_DEFAULT_REGION: 'us-east-1' };
        expect(await runCommand(['images', 'gc'], project, { environment })).toMatchObject({
          code: 0,
          stdout: expect.stringContaining('holds no images'),
        });
      }
    });
  });
});
