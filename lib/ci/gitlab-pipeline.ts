import { type CiEnvironment, type CiProject, deployCommands, verifyVariables } from './ci-project.js';
import { loginToBuildCloud } from './install-buildx.js';

/**
 * A GitLab CI pipeline: images and lock once, then a job for each environment, by hand for all but the first. Roles are
 * taken on by an ID token, so that no key of AWS is stored.
 */
export function gitlabPipeline({ environments, branch, buildCloud }: CiProject): string {
  const names = environments.map(({ name = 'deploy' }) => name);
  return `# Builds the images once and promotes them, by digest, from environment to environment.
# Variables of the project:
#   AWS_BUILD_ROLE        ARN of the role that pushes images
#   AWS_DEPLOY_ROLE       ARN of the role that deploys; one for each environment
#   AWS_REGION            where the environments do not say it
${buildCloud === undefined ? '' : '#   DOCKER_ACCESS_TOKEN   organization access token for Docker Build Cloud; masked\n'}workflow:
  rules:
    - if: $CI_COMMIT_BRANCH == "${branch}"

stages: [build, ${names.join(', ')}]

default:
  image: docker:29-cli
  id_tokens:
    AWS_TOKEN:
      aud: https://sts.amazonaws.com
  before_script:
    - apk add --no-cache aws-cli curl jq nodejs npm
    - npm ci
    # The AWS CLI, the CDK and cdk-compose all take the role on by themselves.
    - printenv AWS_TOKEN > /tmp/aws-token
    - export AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/aws-token AWS_ROLE_SESSION_NAME=gitlab-$CI_JOB_ID

build:
  stage: build
${buildCloud === undefined ? dind : cloudVariables(buildCloud, environments[0]?.region)}  script:
    - export AWS_ROLE_ARN="$AWS_BUILD_ROLE"
${buildCloud === undefined ? '' : `    - sh ci/install-buildx.sh\n    - ${loginToBuildCloud}\n`}    - npx cdk-compose build
  artifacts:
    paths: [compose.images.json]
${environments.map((environment, index) => deployJob(environment, environments[index - 1])).join('')}`;
}

const dind = `  services: [docker:29-dind]
  variables:
    DOCKER_TLS_CERTDIR: /certs
`;

function cloudVariables(
  { organization, builder }: NonNullable<CiProject['buildCloud']>,
  region: string | undefined,
): string {
  return `  variables:
    DOCKER_ACCOUNT: ${organization}
    CLOUD_BUILDER_NAME: ${builder}
${region === undefined ? '' : `    AWS_REGION: ${region}\n`}`;
}

function deployJob(environment: CiEnvironment, before: CiEnvironment | undefined): string {
  const { name = 'deploy', region } = environment;
  const variables = {
    ...verifyVariables(environment),
    ...(region === undefined ? {} : { AWS_REGION: region }),
  };
  return `
${name}:
  stage: ${name}
  needs: [build${before === undefined ? '' : `, ${before.name ?? 'deploy'}`}]
${environment.name === undefined ? '' : `  environment: ${name}\n`}  resource_group: ${name}
${before === undefined ? '' : '  when: manual\n'}  variables:
${Object.entries(variables)
  .map(([key, value]) => `    ${key}: ${value}\n`)
  .join('')}  script:
    - export AWS_ROLE_ARN="$AWS_DEPLOY_ROLE"
${deployCommands(environment)
  .map((command) => `    - ${command}\n`)
  .join('')}`;
}
