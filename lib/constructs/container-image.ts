import { type IRepository, Repository } from 'aws-cdk-lib/aws-ecr';
import { ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { Construct } from 'constructs';
import type { ImagePlan } from '../model/deployment-plan.js';

/** The host of a private ECR registry, and the repository behind it. */
const ecrUri = /^(?<account>\d{12})\.dkr\.ecr\.(?<region>[a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/(?<name>.+)$/;

/**
 * The image by digest, `repository@sha256:…`. One that the lock lacks goes by its tag: the template then carries a rule
 * that refuses to deploy it.
 */
export function containerImage(scope: Construct, image: ImagePlan): ContainerImage {
  const uri = ecrUri.exec(image.repository)?.groups;
  const tagOrDigest = image.digest ?? image.tag;
  if (uri === undefined && image.from === 'registry')
    return ContainerImage.fromRegistry(
      `${image.repository}${image.digest === undefined ? ':' : '@'}${tagOrDigest}`,
    );
  return ContainerImage.fromEcrRepository(repository(scope, image.repository, uri), tagOrDigest);
}

function repository(
  scope: Construct,
  nameOrUri: string,
  uri: Partial<Record<string, string>> | undefined,
): IRepository {
  const parent = scope.node.tryFindChild('Repositories') ?? new Construct(scope, 'Repositories');
  const known = parent.node.tryFindChild(nameOrUri.replaceAll('/', '--'));
  if (known !== undefined) return known as Construct & IRepository;
  if (uri === undefined) return Repository.fromRepositoryName(parent, nameOrUri, nameOrUri);
  const { account = '', region = '', name = '' } = uri;
  const partition = RegionInfo.get(region).partition ?? 'aws';
  return Repository.fromRepositoryAttributes(parent, nameOrUri, {
    repositoryName: name,
    repositoryArn: `arn:${partition}:ecr:${region}:${account}:repository/${name}`,
  });
}
