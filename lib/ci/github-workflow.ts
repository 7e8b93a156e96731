import { type CiEnvironment, type CiProject, deployCommands, verifyVariables } from './ci-project.js';
import { loginToBuildCloud } from './install-buildx.js';

/**
 * A GitHub Actions workflow: images and lock once, then a job for each environment. Roles are taken on by OpenID Connect,
 * so that no key of AWS is stored; who has to approve is set at the GitHub environment.
 */
export function githubWorkflow({ environments, branch, buildCloud }: CiProject): string {
  const jobs = environments.map((environment, index) => deployJob(environment, environments[index - 1]));
  return `# Builds the images once and promotes them, by digest, from environment to environment.
# Settings, under "Secrets and variables" and "Environments":
#   variable AWS_BUILD_ROLE            ARN of the role that pushes images
#   variable AWS_DEPLOY_ROLE           ARN of the role that deploys; one in each environment
#   variable AWS_REGION                where the environments do not say it
${buildCloud === undefined ? '' : '#   secret   DOCKER_ACCESS_TOKEN       organization access token for Docker Build Cloud\n'}name: deploy
on:
  push:
    branches: [${branch}]
permissions:
  contents: read
  id-token: write
concurrency:
  group: deploy
  cancel-in-progress: false
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
${install}${buildCloud === undefined ? '' : cloudSteps(buildCloud)}      - uses: aws-actions/configure-aws-credentials@v6
        with:
          role-to-assume: \${{ vars.AWS_BUILD_ROLE }}
          aws-region: ${environments[0]?.region ?? '${{ vars.AWS_REGION }}'}
      - run: npx cdk-compose build
${buildCloud === undefined ? '' : cloudEnvironment(buildCloud)}      - uses: actions/upload-artifact@v7
        with:
          name: image-lock
          path: compose.images.json
${jobs.join('')}`;
}

const install = `      - uses: actions/checkout@v7
      - uses: actions/setup-node@v7
        with:
          node-version: 22
          cache: npm
      - run: npm ci
`;

type Cloud = NonNullable<CiProject['buildCloud']>;

function cloudSteps({ organization }: Cloud): string {
  return `      - run: sh ci/install-buildx.sh
      - run: ${loginToBuildCloud}
        env:
          DOCKER_ACCOUNT: ${organization}
          DOCKER_ACCESS_TOKEN: \${{ secrets.DOCKER_ACCESS_TOKEN }}
`;
}

function cloudEnvironment({ organization, builder }: Cloud): string {
  return `        env:
          DOCKER_ACCOUNT: ${organization}
          CLOUD_BUILDER_NAME: ${builder}
`;
}

function deployJob(environment: CiEnvironment, before: CiEnvironment | undefined): string {
  const { name = 'deploy', region } = environment;
  const variables = Object.entries(verifyVariables(environment)).map(
    ([key, value]) => `      ${key}: ${value}\n`,
  );
  return `  ${name}:
    needs: [build${before === undefined ? '' : `, ${before.name ?? 'deploy'}`}]
    runs-on: ubuntu-latest
${environment.name === undefined ? '' : `    environment: ${name}\n`}    env:
${variables.join('')}    steps:
${install}      - uses: actions/download-artifact@v8
        with:
          name: image-lock
      - uses: aws-actions/configure-aws-credentials@v6
        with:
          role-to-assume: \${{ vars.AWS_DEPLOY_ROLE }}
          aws-region: ${region ?? '${{ vars.AWS_REGION }}'}
${deployCommands(environment)
  .map((command) => `      - run: ${command}\n`)
  .join('')}`;
}
