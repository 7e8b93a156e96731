import { BuildEnvironmentVariableType } from 'aws-cdk-lib/aws-codebuild';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Aws } from 'aws-cdk-lib/core';
import { CodeBuildStep, type IFileSetProducer } from 'aws-cdk-lib/pipelines';
import { installBuildx, loginToBuildCloud } from '../../ci/install-buildx.js';
import type { RepositoryBinding } from '../../model/bindings.js';

/** The builder of Docker Build Cloud that builds the images. */
export interface BuildCloud {
  readonly organization: string;
  /** Made when it is missing. */
  readonly builder: string;
  /** An organization access token that may connect to the cloud. */
  readonly token: ISecret;
  /**
   * The key of the token in the JSON object that the secret holds.
   *
   * @default - the secret is the token
   */
  readonly tokenField?: string;
}

/** How sources become images, the image lock and the cloud assembly. */
export interface SynthStepProps {
  readonly source: IFileSetProducer;
  /** @default - the Docker engine of the build machine */
  readonly buildCloud?: BuildCloud | undefined;
  /** The app's folder within the source, `/`-separated. */
  readonly directory: string;
  readonly installCommands: readonly string[];
  readonly synthCommand: string;
  /** Options of `cdk-compose build`. */
  readonly buildOptions: readonly string[];
  /** The CDK context that declares the environments, as JSON; undefined: cdk.json has it. */
  readonly context: string | undefined;
  /** Where images go. */
  readonly repositories: readonly RepositoryBinding[];
}

/** Builds the images once, then synthesizes: every stage gets the digests of one image lock. */
export function synthStep(props: SynthStepProps): CodeBuildStep {
  const { source, buildCloud, directory, installCommands, synthCommand, context } = props;
  const build = ['npx cdk-compose build', ...props.buildOptions].join(' ');
  return new CodeBuildStep('Synth', {
    input: source,
    installCommands: [
      ...(buildCloud === undefined ? [] : [installBuildx]),
      ...inFolder(directory, installCommands),
    ],
    commands: [
      ...(buildCloud === undefined ? [] : [loginToBuildCloud]),
      context === undefined ? build : `CDK_CONTEXT_JSON="$COMPOSE_CONTEXT" ${build}`,
      synthCommand,
    ],
    primaryOutputDirectory: directory === '.' ? 'cdk.out' : `${directory}/cdk.out`,
    env: {
      CI: 'true',
      ...(context === undefined ? {} : { COMPOSE_CONTEXT: context }),
      ...(buildCloud === undefined
        ? {}
        : { DOCKER_ACCOUNT: buildCloud.organization, CLOUD_BUILDER_NAME: buildCloud.builder }),
    },
    buildEnvironment:
      buildCloud === undefined
        ? { privileged: true }
        : {
            environmentVariables: {
              DOCKER_ACCESS_TOKEN: {
                type: BuildEnvironmentVariableType.SECRETS_MANAGER,
                value:
                  buildCloud.tokenField === undefined
                    ? buildCloud.token.secretArn
                    : `${buildCloud.token.secretArn}:${buildCloud.tokenField}`,
              },
            },
          },
    rolePolicyStatements: pushStatements(props.repositories),
  });
}

function inFolder(directory: string, commands: readonly string[]): readonly string[] {
  return directory === '.' ? commands : [`cd "$CODEBUILD_SRC_DIR/${directory}"`, ...commands];
}

function pushStatements(repositories: readonly RepositoryBinding[]): PolicyStatement[] {
  const arns = repositories.map(
    ({ name, account = Aws.ACCOUNT_ID, region = Aws.REGION }) =>
      `arn:${Aws.PARTITION}:ecr:${region}:${account}:repository/${name}`,
  );
  return [
    new PolicyStatement({ actions: ['ecr:GetAuthorizationToken'], resources: ['*'] }),
    new PolicyStatement({
      actions: [
        'ecr:BatchCheckLayerAvailability',
        'ecr:BatchGetImage',
        'ecr:CompleteLayerUpload',
        'ecr:CreateRepository',
        'ecr:DescribeImages',
        'ecr:GetDownloadUrlForLayer',
        'ecr:GetRepositoryPolicy',
        'ecr:InitiateLayerUpload',
        'ecr:PutImage',
        'ecr:SetRepositoryPolicy',
        'ecr:TagResource',
        'ecr:UploadLayerPart',
      ],
      resources: [...new Set(arns)],
    }),
  ];
}
