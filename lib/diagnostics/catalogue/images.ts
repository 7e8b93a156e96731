/** Findings about images, the image lock and the bindings. */
import { row } from '../row.js';

export const images = {
  'image-not-locked': row<{ service: string; key: string }>({
    severity: 'warning',
    summary: 'An image of the plan is not in the image lock; a deployment would be refused.',
    message: ({ service, key }) => `the image of service '${service}' is not in the image lock (${key})`,
    fix: () => 'run cdk-compose build',
  }),

  'file-unreadable': row<{ name: string; path: string; reason: string }>({
    severity: 'error',
    summary: 'The image lock or the bindings cannot be read.',
    message: ({ name, path, reason }) => `the ${name} ${path} can't be read: ${reason}`,
    fix: () => 'make it a file that this user may read',
  }),
  'file-unwritable': row<{ name: string; path: string; reason: string }>({
    severity: 'error',
    summary: 'The image lock or the bindings cannot be written.',
    message: ({ name, path, reason }) => `the ${name} ${path} can't be written: ${reason}`,
    fix: () =>
      'make its folder one that this user may write; what was built is in the registry and is found again',
  }),
  'file-version-unknown': row<{ name: string; version: string | undefined; remedy: string }>({
    severity: 'error',
    summary: 'A file is not an image lock or bindings of a version that this program knows.',
    message: ({ name, version }) =>
      version === undefined
        ? `this is no ${name}: it has no 'version'`
        : `the ${name} is of version ${version}, and this program knows version 1`,
    fix: ({ version, remedy }) => (version === undefined ? remedy : 'update cdk-compose'),
  }),
  'json-broken': row<{ name: string; expected: string; remedy: string }>({
    severity: 'error',
    summary: 'The image lock or the bindings are not JSON.',
    message: ({ name, expected }) => `the ${name} is broken: expected ${expected}`,
    fix: ({ remedy }) => `restore it from version control, or ${remedy}`,
  }),
  'json-merge-conflict': row<{ name: string; remedy: string }>({
    severity: 'error',
    summary: 'The image lock or the bindings hold the marks of an unfinished merge.',
    message: ({ name }) => `the ${name} holds the marks of an unfinished merge`,
    fix: ({ remedy }) => `keep either side, or ${remedy}`,
  }),
  'json-unexpected-value': row<{ key: string | undefined; expected: string; found: string }>({
    severity: 'error',
    summary: 'A value in the image lock or the bindings is not what it has to be.',
    message: ({ key, expected, found }) =>
      `${key === undefined ? 'the file' : `'${key}'`} must be ${expected}, not ${found}`,
  }),
  'json-unknown-key': row<{ key: string; suggestion: string | undefined }>({
    severity: 'error',
    summary: 'A key that the image lock or the bindings do not have.',
    message: ({ key }) => `unknown key '${key}'`,
    fix: ({ suggestion }) => (suggestion === undefined ? 'remove it' : `did you mean '${suggestion}'?`),
  }),

  'build-arg-secret': row<{ service: string; arg: string }>({
    severity: 'error',
    summary:
      'A build argument looks like a secret: arguments are kept in the image, the build cache and the attestations.',
    message: ({ service, arg }) => `the build argument '${arg}' of service '${service}' looks like a secret`,
    fix: ({ arg }) =>
      `list it under build.secrets, with a top-level secret that reads it from the environment, and read it in the Dockerfile with RUN --mount=type=secret,id=${arg},env=${arg}`,
  }),
  'build-cycle': row<{ services: readonly string[] }>({
    severity: 'error',
    summary: 'Services build on each other in a circle.',
    message: ({ services }) => `these services build on each other in a circle: ${services.join(' → ')}`,
    fix: () => 'take one of them out of additional_contexts',
  }),
  'build-file-missing': row<{ file: string }>({
    severity: 'error',
    summary: 'A build context or a Dockerfile does not exist.',
    message: ({ file }) => `${file} does not exist`,
    fix: () => 'create it, or mend the path in the Compose file',
  }),
  'build-file-unreadable': row<{ file: string; reason: string }>({
    severity: 'error',
    summary: 'Something in a build context cannot be read.',
    message: ({ file, reason }) => `${file} can't be read: ${reason}`,
    fix: () => 'list it in .dockerignore, or let this user read it',
  }),
  'ignore-pattern-broken': row<{ file: string; line: number; pattern: string }>({
    severity: 'error',
    summary: 'A line of a .dockerignore file is no pattern; the builder would refuse it.',
    message: ({ file, line, pattern }) =>
      `${file}:${line} holds no pattern that the builder takes: '${pattern}'`,
    fix: () =>
      "a '!' needs a pattern behind it, a '[' needs its ']'; put a backslash before a character that is meant as it stands",
  }),
  'image-reference-broken': row<{ service: string; image: string }>({
    severity: 'error',
    summary: 'An image is not a reference that a registry could have.',
    message: ({ service, image }) => `the image '${image}' of service '${service}' is no image reference`,
    fix: () => 'write it as [registry/]name[:tag], in lower case but for the tag',
  }),

  'image-unusable': row<{ image: string; reason: string }>({
    severity: 'error',
    summary: 'A registry has the image, but not in a form that can be deployed.',
    message: ({ image, reason }) => `the image ${image} can't be used: ${reason}`,
    fix: () => 'push it anew with a current builder, or name another one',
  }),
  'image-not-found': row<{ service: string; image: string }>({
    severity: 'error',
    summary: 'The registry has no image of this name.',
    message: ({ service, image }) => `the image ${image} of service '${service}' is not in its registry`,
    fix: () => 'mend the name or the tag, or give the service a build',
  }),
  'image-lacks-platform': row<{
    service: string;
    key: string;
    platform: string;
    platforms: readonly string[];
  }>({
    severity: 'error',
    summary: 'An image is not built for the platform that its service runs on.',
    message: ({ service, key, platform, platforms }) =>
      `the image ${key} of service '${service}' is not built for ${platform}, only for ${platforms.join(', ')}`,
    fix: ({ platforms }) =>
      `state platform: ${platforms[0] ?? 'linux/amd64'} for the service, or choose an image that is built for both`,
  }),
  'registry-unreachable': row<{ registry: string; reason: string }>({
    severity: 'error',
    summary: 'A registry does not answer.',
    message: ({ registry, reason }) => `the registry ${registry} can't be reached: ${reason}`,
    fix: () => 'check the name of the registry, the network and the proxy, then run the command again',
  }),
  'registry-denied': row<{ registry: string; repository: string }>({
    severity: 'error',
    summary: 'A registry refuses access: it is private, or the image does not exist.',
    message: ({ registry, repository }) => `the registry ${registry} refuses access to ${repository}`,
    fix: ({ registry }) =>
      `check the name of the image; if it is private, run docker login${registry === 'docker.io' ? '' : ` ${registry}`}`,
  }),
  'registry-rate-limited': row<{ registry: string }>({
    severity: 'error',
    summary: 'A registry takes no more requests for now.',
    message: ({ registry }) => `the registry ${registry} takes no more requests for now`,
    fix: ({ registry }) =>
      `wait, or run docker login${registry === 'docker.io' ? '' : ` ${registry}`} for a higher limit`,
  }),
  'registry-failed': row<{ registry: string; status: number }>({
    severity: 'error',
    summary: 'A registry answers with an error of its own.',
    message: ({ registry, status }) => `the registry ${registry} answers with status ${status}`,
    fix: () => 'run the command again later',
  }),

  'aws-account-differs': row<{ caller: string; target: string }>({
    severity: 'error',
    summary: 'The AWS credentials belong to another account than the one that is deployed to.',
    message: ({ caller, target }) =>
      `the AWS credentials here are of account ${caller}, the deployment goes to ${target}`,
    fix: () =>
      'export AWS_PROFILE with the profile of the deployment (cdk --profile does not reach this program), or name the repository and its account in the bindings',
  }),
  'aws-credentials-missing': row<{ reason: string }>({
    severity: 'error',
    summary: 'There are no valid AWS credentials.',
    message: ({ reason }) => `no valid AWS credentials: ${reason}`,
    fix: () => 'log in (aws sso login, aws configure), or export AWS_PROFILE',
  }),
  'aws-region-missing': row({
    severity: 'error',
    summary: 'No AWS region is configured.',
    message: () => 'no AWS region is configured',
    fix: () => 'export AWS_REGION, or name the region in the profile',
  }),
  'aws-access-denied': row<{ action: string; reason: string }>({
    severity: 'error',
    summary: 'The AWS credentials lack a permission.',
    message: ({ action, reason }) => `AWS refuses ${action}: ${reason}`,
    fix: ({ action }) => `allow ${action} to this principal, or take another profile`,
  }),
  'aws-failed': row<{ action: string; reason: string }>({
    severity: 'error',
    summary: 'A call to AWS failed.',
    message: ({ action, reason }) => `${action} failed: ${reason}`,
    fix: () => 'run the command again; nothing that is done is lost',
  }),
  'image-archived': row<{ repository: string; tag: string }>({
    severity: 'error',
    summary: 'ECR has archived an image that is needed.',
    message: ({ repository, tag }) => `the image ${repository}:${tag} is archived in ECR`,
    fix: ({ repository, tag }) =>
      `restore it: aws ecr update-image-storage-class --repository-name ${repository} --image-id imageTag=${tag} --target-storage-class STANDARD`,
  }),

  'build-failed': row<{ services: readonly string[]; step: string; reason: string; log: readonly string[] }>({
    severity: 'error',
    summary: 'A step of a build failed.',
    message: ({ services, step, reason, log }) =>
      [
        `the build of ${services.join(', ')} failed at ${step}: ${reason}`,
        ...log.map((line) => `  | ${line}`),
      ].join('\n'),
    fix: () => 'mend the step, then run the command again: what was built is kept',
  }),
  'build-stopped': row<{ reason: string; fix: string | undefined }>({
    severity: 'error',
    summary: 'The builder gave up before or after the steps of the Dockerfiles.',
    message: ({ reason }) => `the build stopped: ${reason}`,
    fix: ({ fix }) => fix,
  }),
  'build-interrupted': row({
    severity: 'error',
    summary: 'The build was interrupted.',
    message: () => 'the build was interrupted',
    fix: () => 'run the command again: what was pushed is kept',
  }),
  'buildx-missing': row<{ program: string }>({
    severity: 'error',
    summary: 'buildx is not installed.',
    message: ({ program }) => `${program} can't be run`,
    fix: () =>
      'install Docker with its buildx plugin; a remote builder needs no Docker engine here, only docker-buildx on the PATH',
  }),
  'buildx-too-old': row<{ version: string; needed: string; why: string }>({
    severity: 'error',
    summary: 'The installed buildx lacks something that the build needs.',
    message: ({ version, needed, why }) => `buildx ${version} is too old: ${why} needs ${needed}`,
    fix: ({ needed }) => `install buildx ${needed} or later`,
  }),
  'builder-missing': row<{ builder: string }>({
    severity: 'error',
    summary: 'There is no builder of this name.',
    message: ({ builder }) => `there is no builder '${builder}'`,
    fix: ({ builder }) =>
      `docker buildx ls shows what there is; docker buildx create --name ${builder} makes one; Docker Build Cloud builders are named org/builder`,
  }),
  'builder-unreachable': row<{ builder: string; reason: string }>({
    severity: 'error',
    summary: 'The builder does not answer.',
    message: ({ builder, reason }) => `the builder '${builder}' does not answer: ${reason}`,
    fix: () => 'start Docker, or choose a remote builder with --builder',
  }),
  'build-cloud-name-broken': row<{ name: string }>({
    severity: 'error',
    summary: 'The name of a Docker Build Cloud builder has another form.',
    message: ({ name }) => `'${name}' is no Docker Build Cloud builder`,
    fix: () => 'write it as org/builder',
  }),
  'build-cloud-credentials-missing': row<{ builder: string }>({
    severity: 'error',
    summary: 'Docker Build Cloud needs a login to Docker Hub.',
    message: ({ builder }) =>
      `Docker Build Cloud (${builder}) needs a login to Docker Hub, and there is none`,
    fix: () =>
      'docker login, in CI with an organization access token: echo "$DOCKER_ACCESS_TOKEN" | docker login --username "$DOCKER_ACCOUNT" --password-stdin',
  }),
  'build-cloud-unreachable': row<{ reason: string }>({
    severity: 'error',
    summary: 'Docker Build Cloud does not answer.',
    message: ({ reason }) => `Docker Build Cloud does not answer: ${reason}`,
    fix: () =>
      'let this machine reach build-cloud.docker.com, auth.docker.io and hub.docker.com, or choose another builder with --builder',
  }),
  'build-cloud-builder-refused': row<{ builder: string; reason: string }>({
    severity: 'error',
    summary: 'The Docker Build Cloud builder cannot be used by this login.',
    message: ({ builder, reason }) => `the Docker Build Cloud builder '${builder}' can't be used: ${reason}`,
    fix: () =>
      'check the names of organization and builder, and that the login has a seat or a token with the scope cloud-connect',
  }),
  'image-digest-differs': row<{ service: string; locked: string; found: string; registry: string }>({
    severity: 'warning',
    summary: 'A repository holds another image under a content tag than the lock says.',
    message: ({ service, locked, found, registry }) =>
      `${registry} holds another image for service '${service}' than the lock: ${found}, not ${locked}`,
    fix: () =>
      'let all environments share one repository (repository in the bindings), so that each deploys the same image',
  }),
};
