import 'aws-cdk-lib/testhelpers/jest-autoclean';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { ComposeError } from '../../lib/diagnostics/compose-error.js';
import { readEnvironments } from '../../lib/read-project.js';
import { environments, files, digest } from '../environments/shop.js';
import { projectFolder } from '../support/project-folder.js';
import { lockImages, pipelineOf } from './pipeline.js';

// A loaded machine takes its time.
jest.setTimeout(60_000);

const locked = projectFolder(files);
lockImages(locked);
const made = pipelineOf(locked);
const { template, stages } = made;

test('the images of every stage have the same digests, built and pulled alike', () => {
  const [dev, staging, production] = [stages['dev'], stages['staging'], stages['production']].map(imagesOf);
  const shared = { cache: digest('a'), web: digest('b') };
  expect(digestsOf(dev)).toEqual(shared);
  expect(digestsOf(staging)).toEqual(shared);
  expect(digestsOf(production)).toEqual({ ...shared, mail: digest('c') });
});

test('an image with files laid over it has one digest in every stage, too', () => {
  const volumes = 'volumes: ["./web.conf:/etc/web.conf:ro"]';
  const folder = projectFolder({
    ...files,
    'compose.yaml': (files['compose.yaml'] ?? '').replace('build: .', `build: .\n    ${volumes}`),
    'web.conf': 'level = 1\n',
  });
  const { web } = Object.values(readEnvironments({ directory: folder, environments }))[0]?.images ?? {};
  expect(web?.derived).toBeDefined();
  lockImages(folder);
  const { stages: derived } = pipelineOf(folder);
  expect(Object.values(derived).map((stage) => digestsOf(imagesOf(stage))['web'])).toEqual(
    Array(3).fill(digest('b')),
  );
});

test('each stage pulls built images from the repository of its own region, in the account that built them', () => {
  const registry = (name: string) => JSON.stringify(imagesOf(stages[name])['web']);
  expect(registry('dev')).toContain('111111111111.dkr.ecr.eu-central-1.');
  expect(registry('staging')).toContain('111111111111.dkr.ecr.eu-west-1.');
  expect(registry('production')).toContain('111111111111.dkr.ecr.eu-west-1.');
});

test('the pipeline goes from the source by one synthesis through every stage, approved by people', () => {
  expect(actions(template)).toEqual([
    ['Source', ['shop']],
    ['Build', ['Synth']],
    ['UpdatePipeline', ['SelfMutate']],
    ['dev', ['Check', 'shop-dev.Prepare', 'shop-dev.Deploy', 'Verify']],
    ['staging', ['Check', 'Approve', 'shop-staging.Prepare', 'shop-staging.Deploy', 'Verify']],
    ['production', ['Check', 'Approve', 'shop-production.Prepare', 'shop-production.Deploy', 'Verify']],
  ]);
});

test('the synth step logs in to Docker Build Cloud, builds once, then synthesizes', () => {
  const spec = buildSpec(template, 'npx cdk synth');
  const [install = [], build = []] = [spec.phases.install?.commands, spec.phases.build?.commands];
  expect(install.join('\n')).toContain('buildx-v0.37.1.linux-$arch');
  expect(install.join('\n')).toContain('sha256sum -c');
  expect(install.at(-1)).toBe('npm ci');
  expect(build).toEqual([
    'printenv DOCKER_ACCESS_TOKEN | docker login --username "$DOCKER_ACCOUNT" --password-stdin',
    'npx cdk-compose build --image-account 111111111111',
    'npx cdk synth --quiet',
  ]);
});

test('the token comes from Secrets Manager, and its value is nowhere', () => {
  template.hasResourceProperties('AWS::CodeBuild::Project', {
    Environment: Match.objectLike({
      PrivilegedMode: false,
      EnvironmentVariables: Match.arrayWith([
        {
          Name: 'DOCKER_ACCESS_TOKEN',
          Type: 'SECRETS_MANAGER',
          Value: 'arn:aws:secretsmanager:eu-central-1:111111111111:secret:docker-token-AbCdEf',
        },
      ]),
    }),
  });
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: Match.arrayWith([Match.objectLike({ Action: 'secretsmanager:GetSecretValue' })]),
    },
  });
});

test('the synth step may push to the repositories of all regions, and to no others', () => {
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Action: Match.arrayWith(['ecr:PutImage', 'ecr:SetRepositoryPolicy']),
          Resource: ['eu-central-1', 'eu-west-1'].map((region) => ({
            'Fn::Join': [
              '',
              ['arn:', { Ref: 'AWS::Partition' }, `:ecr:${region}:111111111111:repository/shop`],
            ],
          })),
        }),
      ]),
    },
  });
});

test('checks read with the lookup role of the stage', () => {
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Action: 'sts:AssumeRole',
          Resource: {
            'Fn::Join': [
              '',
              [
                'arn:',
                { Ref: 'AWS::Partition' },
                ':iam::222222222222:role/cdk-hnb659fds-lookup-role-222222222222-eu-west-1',
              ],
            ],
          },
        }),
      ]),
    },
  });
});

test('another account makes the artifacts encrypted with a key that it may use', () => {
  template.hasResourceProperties('AWS::S3::Bucket', {
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [
        { ServerSideEncryptionByDefault: Match.objectLike({ SSEAlgorithm: 'aws:kms' }) },
      ],
    },
  });
});

test('the pipeline is the same before the first build as after it, so that it does not change itself for each commit', () => {
  const unbuilt = pipelineOf(projectFolder(files));
  expect(unbuilt.template.toJSON()).toEqual(template.toJSON());
  expect(JSON.stringify(unbuilt.stages['production']?.toJSON())).toContain('run cdk-compose build');
});

test('a stack in a pipeline has the name that cdk deploy gives it', () => {
  expect(made.construct.stages['production']?.stack.stackName).toBe('shop-production');
});

test('a stage says what it needs', () => {
  expect(stages['production']?.toJSON()).toHaveProperty(['Metadata', 'cdk-compose:needs'], {
    missing: [],
    images: [{ account: '111111111111', region: 'eu-west-1', repository: 'shop', digest: digest('b') }],
    secrets: [],
    fileSystems: [],
    securityGroups: [],
  });
});

test('environments that go together are a wave, with one approval each unless there is to be none', () => {
  const wave = pipelineOf(locked, {
    promotion: [
      { environments: ['dev'] },
      { environments: ['staging', 'production'], approval: false, smokePath: '/healthz' },
    ],
  });
  expect(actions(wave.template).at(-1)).toEqual([
    'staging-production',
    expect.arrayContaining(['staging.Check', 'production.Check', 'production.Verify']),
  ]);
  expect(JSON.stringify(wave.template.toJSON())).toContain('/healthz');
});

test('without Docker Build Cloud the build machine has a Docker engine', () => {
  const { template: local } = pipelineOf(locked, { buildCloud: undefined } as never);
  local.hasResourceProperties('AWS::CodeBuild::Project', {
    Environment: Match.objectLike({ PrivilegedMode: true }),
  });
  expect(JSON.stringify(local.toJSON())).not.toContain('DOCKER_ACCESS_TOKEN');
});

test('a promotion of an environment that is not declared is refused', () => {
  expect(() => pipelineOf(locked, { promotion: [{ environments: ['prod'] }] })).toThrow(ComposeError);
});

interface Container {
  readonly Name: string;
  readonly Image: unknown;
}

/** The image of each service's own container, as the template has it. */
function imagesOf(stage: Template | undefined): Readonly<Record<string, unknown>> {
  const definitions = Object.values(stage?.findResources('AWS::ECS::TaskDefinition') ?? {});
  const containers = definitions.flatMap(
    ({ Properties }) => (Properties as { ContainerDefinitions: readonly Container[] }).ContainerDefinitions,
  );
  return Object.fromEntries(containers.map(({ Name, Image }) => [Name, Image]));
}

function digestsOf(images: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  const found = Object.entries(images).map(([name, image]) => [
    name,
    /sha256:[0-9a-f]{64}/.exec(JSON.stringify(image))?.[0],
  ]);
  return Object.fromEntries(found.filter(([name]) => ['web', 'cache', 'mail'].includes(name ?? '')));
}

/** The stages of the pipeline with the names of their actions, in the order in which they run; assets aside. */
function actions(of: Template): readonly (readonly [string, readonly string[]])[] {
  const [pipeline] = Object.values(of.findResources('AWS::CodePipeline::Pipeline'));
  const { Stages } = (pipeline as { Properties: { Stages: readonly Stage[] } }).Properties;
  return Stages.filter(({ Name }) => Name !== 'Assets').map(({ Name, Actions }) => [
    Name,
    Actions.toSorted((a, b) => (a.RunOrder ?? 1) - (b.RunOrder ?? 1)).map((action) => action.Name),
  ]);
}

interface Stage {
  readonly Name: string;
  readonly Actions: readonly { readonly Name: string; readonly RunOrder?: number }[];
}

interface BuildSpec {
  readonly phases: Readonly<Record<string, { readonly commands: readonly string[] } | undefined>>;
}

/** The buildspec of the project that runs a command. */
function buildSpec(of: Template, command: string): BuildSpec {
  const specs = Object.values(of.findResources('AWS::CodeBuild::Project')).map(
    ({ Properties }) => (Properties as { Source: { BuildSpec: unknown } }).Source.BuildSpec,
  );
  const spec = specs.find((text) => typeof text === 'string' && text.includes(command));
  return JSON.parse(String(spec)) as BuildSpec;
}
