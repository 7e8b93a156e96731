import { type IRepository, Repository } from 'aws-cdk-lib/aws-ecr';
import { ContainerImage } from 'aws-cdk-lib/aws-ecs';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Stack } from 'aws-cdk-lib/core';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { Construct } from 'constructs';
import type { ImagePlan } from '../model/deployment-plan.js';
import { allowDecryption } from './secrets.js';

/** The host of a private ECR registry, and the repository behind it. */
const ecrUri = /^(?<account>\d{12})\.dkr\.ecr\.(?<region>[a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/(?<name>.+)$/;

/**
 * The image by digest, `repository@sha256:…`. One that the lock lacks goes by its tag: the template then carries a rule
 * that refuses to deploy it. `own` is the repository of the project's images, where the caller brings it.
 */
export function containerImage(scope: Construct, image: ImagePlan, own?: IRepository): ContainerImage {
  const uri = ecrUri.exec(image.repository)?.groups;
  const tagOrDigest = image.digest ?? image.tag;
  if (image.from === 'ecr' && own !== undefined) return ContainerImage.fromEcrRepository(own, tagOrDigest);
  if (uri === undefined && image.from === 'registry')
    return ContainerImage.fromRegistry(
      `${image.repository}${image.digest === undefined ? ':' : '@'}${tagOrDigest}`,
      image.credentials === undefined ? {} : { credentials: credentials(scope, image.credentials.value) },
    );
  return ContainerImage.fromEcrRepository(repository(scope, image, uri), tagOrDigest);
}

/** CDK lets the role read the credentials; nothing says which key encrypts them. */
export function allowCredentials(
  scope: Construct,
  role: IGrantable,
  { from, repository: pulledFrom, credentials: stated }: ImagePlan,
): void {
  if (from !== 'registry' || stated === undefined || ecrUri.test(pulledFrom)) return;
  const arn = stated.value;
  allowDecryption(scope, role, { kind: 'secret', arn, ...(isComplete(arn) ? {} : { isPartial: true }) });
}

function isComplete(arn: string): boolean {
  return /-[A-Za-z0-9]{6}$/.test(arn);
}

function credentials(scope: Construct, arn: string): ISecret {
  const parent = scope.node.tryFindChild('Credentials') ?? new Construct(scope, 'Credentials');
  const id = arn.replaceAll('/', '--');
  const known = parent.node.tryFindChild(id) as (Construct & ISecret) | undefined;
  if (known !== undefined) return known;
  // Complete with the six characters that Secrets Manager appends; without them the grant takes any.
  return isComplete(arn)
    ? Secret.fromSecretCompleteArn(parent, id, arn)
    : Secret.fromSecretPartialArn(parent, id, arn);
}

function repository(
  scope: Construct,
  { repository: nameOrUri, ...place }: Pick<ImagePlan, 'repository' | 'account' | 'region'>,
  uri: Partial<Record<string, string>> | undefined,
): IRepository {
  const parent = scope.node.tryFindChild('Repositories') ?? new Construct(scope, 'Repositories');
  const known = parent.node.tryFindChild(nameOrUri.replaceAll('/', '--'));
  if (known !== undefined) return known as Construct & IRepository;
  const { account, region, name = nameOrUri } = { ...place, ...uri };
  if (account === undefined && region === undefined)
    return Repository.fromRepositoryName(parent, nameOrUri, nameOrUri);
  const stack = Stack.of(scope);
  const partition = region === undefined ? stack.partition : (RegionInfo.get(region).partition ?? 'aws');
  return Repository.fromRepositoryAttributes(parent, nameOrUri, {
    repositoryName: name,
    repositoryArn: `arn:${partition}:ecr:${region ?? stack.region}:${account ?? stack.account}:repository/${name}`,
  });
}
