/** Findings about registries and AWS: what they lack, refuse or answer. */
import { row } from '../row.js';

export const registries = {
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
    summary: 'ECR has archived an image that is needed, and takes long to restore it.',
    message: ({ repository, tag }) =>
      `the image ${repository}:${tag} is archived in ECR, which was told to restore it and has not yet`,
    fix: () => 'run the command again in some minutes',
  }),

  'image-not-mirrored': row<{ image: string; registry: string; reason: string }>({
    severity: 'error',
    summary:
      'An image of a service without a way out could not be copied to the repository that it is pulled from.',
    message: ({ image, registry, reason }) => `the image ${image} can't be copied to ${registry}: ${reason}`,
    fix: () =>
      'run cdk-compose build again; a service without a way out to the internet pulls from that repository alone',
  }),
};
