import {
  BatchDeleteImageCommand,
  BatchGetImageCommand,
  DescribeImagesCommand,
  type ECRClient,
  type ImageDetail,
} from '@aws-sdk/client-ecr';
import type { Checked } from '../diagnostics/diagnostic.js';
import { awsFailure } from './aws-failure.js';
import { batches, inTurns } from './in-turns.js';

/** One manifest or index in an ECR repository. */
export interface StoredImage {
  readonly digest: string;
  /** Sorted. */
  readonly tags: readonly string[];
  readonly pushed: Date;
  readonly bytes: number;
  /** What cannot be without it: the manifests that an index lists. */
  readonly parts: readonly string[];
  /** What it belongs to, when it is a signature or an attestation that stands on its own. */
  readonly subject: string | undefined;
}

/** Which repository; its account is the caller's own when undefined. */
export interface StoredImagesProps {
  readonly name: string;
  readonly account?: string | undefined;
}

type Client = Pick<ECRClient, 'send'>;

/** As many images as BatchGetImage and BatchDeleteImage take. */
const batch = 100;

/** Everything that a repository holds, archived images too. A repository that does not exist holds nothing. */
export async function storedImages(
  client: Client,
  { name: repositoryName, account: registryId }: StoredImagesProps,
): Promise<Checked<readonly StoredImage[]>> {
  let action = 'ecr:DescribeImages';
  try {
    const details: ImageDetail[] = [];
    let nextToken: string | undefined;
    do {
      const command = new DescribeImagesCommand({ registryId, repositoryName, nextToken, maxResults: 1000 });
      const page = await client.send(command);
      details.push(...(page.imageDetails ?? []));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);

    action = 'ecr:BatchGetImage';
    const indexes = details
      .filter(({ imageManifestMediaType: type = '' }) => /index|manifest\.list/.test(type))
      .flatMap(({ imageDigest }) => imageDigest ?? []);
    const parts = new Map<string, readonly string[]>();
    await inTurns(batches(indexes, batch), async (digests) => {
      const imageIds = digests.map((imageDigest) => ({ imageDigest }));
      const acceptedMediaTypes = [
        'application/vnd.oci.image.index.v1+json',
        'application/vnd.docker.distribution.manifest.list.v2+json',
      ];
      const { images = [] } = await client.send(
        new BatchGetImageCommand({ registryId, repositoryName, imageIds, acceptedMediaTypes }),
      );
      for (const { imageId, imageManifest = '{}' } of images) {
        const { manifests = [] } = JSON.parse(imageManifest) as { manifests?: { digest: string }[] };
        parts.set(
          imageId?.imageDigest ?? '',
          manifests.map(({ digest }) => digest),
        );
      }
    });
    return { value: details.map((detail) => stored(detail, parts)), diagnostics: [] };
  } catch (error) {
    if (error instanceof Error && error.name === 'RepositoryNotFoundException')
      return { value: [], diagnostics: [] };
    return { value: undefined, diagnostics: [awsFailure(action, error)] };
  }
}

/** Deletes images; the value is the digests that are gone. Indexes go first: ECR keeps what one of them lists. */
export async function deleteImages(
  client: Client,
  { name: repositoryName, account: registryId }: StoredImagesProps,
  images: readonly StoredImage[],
): Promise<Checked<readonly string[]> & { readonly value: readonly string[] }> {
  const [indexes, others] = [
    images.filter(({ parts }) => parts.length > 0),
    images.filter(({ parts }) => parts.length === 0),
  ];
  const gone = new Set<string>();
  try {
    for (const some of [...batches(indexes, batch), ...batches(others, batch)]) {
      const imageIds = some.map(({ digest }) => ({ imageDigest: digest }));
      const { imageIds: deleted = [], failures = [] } = await client.send(
        new BatchDeleteImageCommand({ registryId, repositoryName, imageIds }),
      );
      for (const { imageDigest } of deleted) if (imageDigest !== undefined) gone.add(imageDigest);
      const [failure] = failures;
      if (failure !== undefined)
        throw new Error(`${failure.imageId?.imageDigest}: ${failure.failureReason ?? failure.failureCode}`);
    }
    return { value: [...gone], diagnostics: [] };
  } catch (error) {
    return { value: [...gone], diagnostics: [awsFailure('ecr:BatchDeleteImage', error)] };
  }
}

function stored(
  {
    imageDigest = '',
    imageTags = [],
    imagePushedAt = new Date(),
    imageSizeInBytes = 0,
    subjectManifestDigest,
  }: ImageDetail,
  parts: ReadonlyMap<string, readonly string[]>,
): StoredImage {
  return {
    digest: imageDigest,
    tags: imageTags.toSorted(),
    pushed: imagePushedAt,
    bytes: imageSizeInBytes,
    parts: parts.get(imageDigest) ?? [],
    subject: subjectManifestDigest,
  };
}
