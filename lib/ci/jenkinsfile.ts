import { type CiEnvironment, type CiProject, deployCommands, verifyVariables } from './ci-project.js';
import { loginToBuildCloud } from './install-buildx.js';

/**
 * A Jenkinsfile: images and lock once, then a stage for each environment, with a person's word before all but the first.
 * Roles are taken on by the agent's own.
 */
export function jenkinsfile({ environments, branch, buildCloud }: CiProject): string {
  const login = buildCloud === undefined ? [] : ['sh ci/install-buildx.sh', loginToBuildCloud];
  const script = shell([
    'npm ci',
    ...takeOn('AWS_BUILD_ROLE', environments[0]?.region),
    ...login,
    'npx cdk-compose build',
  ]);
  const build =
    buildCloud === undefined
      ? script
      : `withEnv(['DOCKER_ACCOUNT=${buildCloud.organization}', 'CLOUD_BUILDER_NAME=${buildCloud.builder}']) {
          withCredentials([string(credentialsId: 'docker-access-token', variable: 'DOCKER_ACCESS_TOKEN')]) {
            ${script}
          }
        }`;
  return `// Builds the images once and promotes them, by digest, from environment to environment.
// Agents have the Docker CLI, Node.js, the AWS CLI, curl and jq, and a role that may take on these, set for the job:
//   AWS_BUILD_ROLE               ARN of the role that pushes images
//   AWS_DEPLOY_ROLE_‹NAME›       ARN of the role that deploys the environment
//   AWS_REGION                   where the environments do not say it
${buildCloud === undefined ? '' : '// Credentials, of the kind "secret text":\n//   docker-access-token          organization access token for Docker Build Cloud\n'}pipeline {
  agent any
  options {
    disableConcurrentBuilds()
  }
  stages {
    stage('build') {
      when { branch '${branch}' }
      steps {
        ${build}
        stash name: 'image-lock', includes: 'compose.images.json'
        archiveArtifacts artifacts: 'compose.images.json'
      }
    }
${environments.map((environment, index) => deployStage(environment, { branch, isFirst: index === 0 })).join('')}  }
}
`;
}

function deployStage(
  environment: CiEnvironment,
  { branch, isFirst }: { readonly branch: string; readonly isFirst: boolean },
): string {
  const { name = 'deploy', region } = environment;
  const role = `AWS_DEPLOY_ROLE${environment.name === undefined ? '' : `_${name.toUpperCase().replaceAll('-', '_')}`}`;
  const variables = Object.entries(verifyVariables(environment)).map(
    ([key, value]) => `export ${key}=${value}`,
  );
  const script = shell(['npm ci', ...takeOn(role, region), ...variables, ...deployCommands(environment)]);
  return `    stage('${name}') {
      when { branch '${branch}' }
${isFirst ? '' : `      input { message 'Deploy to ${name}?' }\n`}      steps {
        unstash 'image-lock'
        ${script}
      }
    }
`;
}

function takeOn(role: string, region: string | undefined): readonly string[] {
  return [
    ...(region === undefined ? [] : [`export AWS_REGION=${region}`]),
    `CHECK_ROLE="$${role}"`,
    '. ci/assume-role.sh',
  ];
}

/** Lines of a shell that does not echo them: they hold credentials. */
function shell(lines: readonly string[]): string {
  return `sh '''#!/bin/sh -eu
${lines.join('\n')}
'''`;
}
