/** Findings about builders: buildx, and Docker Build Cloud. */
import { row } from '../row.js';

export const builders = {
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
};
