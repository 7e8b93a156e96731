import {
  CreateRepositoryCommand,
  DescribeImagesCommand,
  GetAuthorizationTokenCommand,
  ECRClient,
  UpdateImageStorageClassCommand,
} from '@aws-sdk/client-ecr';
import { setTimeout } from 'node:timers/promises';
import { diagnose, type Checked, type Diagnostic } from '../diagnostics/diagnostic.js';
import { awsFailure } from './aws-failure.js';
import type { ImageRepository } from './image-repository.js';
import { inTurns } from './in-turns.js';

/** Which ECR repository is meant. */
export interface EcrRepositoryProps {
  readonly name: string;
  /** Whose it is; the caller's own account when undefined. */
  readonly account?: string | undefined;
  /** The account that is deployed to, if it is known: credentials of another one are refused. */
  readonly deployedTo?: string | undefined;
  /** Tags of a repository that has to be created. */
  readonly tags: Readonly<Record<string, string>>;
  /** How often, and after how many milliseconds each, it is asked whether an archived image is back; 20 minutes unless given. */
  readonly restoring?: { readonly pause: number; readonly waits: number };
}

/** The client of ECR: credentials as the AWS SDK finds them or those of a profile, the region too unless it is given. */
export function ecrClient(region: string | undefined, profile?: string): Pick<ECRClient, 'send'> {
  return new ECRClient({
    ...(region === undefined ? {} : { region }),
    ...(profile === undefined ? {} : { profile }),
  });
}

/** The region of an ECR host; undefined for the host of another registry. */
export function ecrRegion(host: string): string | undefined {
  return /^\d{12}\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.(?:amazonaws\.|on\.aws)/.exec(host)?.[1];
}

/** The token that ECR gives the caller, in Docker's form; undefined when it gives none. */
export async function ecrAuth(client: Pick<ECRClient, 'send'>): Promise<string | undefined> {
  return (await openRegistry(client)).value?.auth;
}

/** The account whose credentials a client has. */
export async function ecrAccount(client: Pick<ECRClient, 'send'>): Promise<Checked<string>> {
  const { value, diagnostics } = await openRegistry(client);
  return { value: value?.host.split('.')[0], diagnostics };
}

/** Opens an ECR repository, with a token for pushing to it. The repository need not exist yet. */
export async function ecrRepository(
  client: Pick<ECRClient, 'send'>,
  { name, account, deployedTo, tags, restoring = { pause: 15_000, waits: 80 } }: EcrRepositoryProps,
): Promise<Checked<ImageRepository>> {
  const opened = await openRegistry(client);
  if (opened.value === undefined) return { value: undefined, diagnostics: opened.diagnostics };
  const { host } = opened.value;
  let { auth } = opened.value;
  const caller = host.split('.')[0] ?? '';
  if (account === undefined && deployedTo !== undefined && deployedTo !== caller) {
    return failed(diagnose('aws-account-differs', { caller, target: deployedTo }));
  }
  const registry = account === undefined ? host : host.replace(caller, account);

  // Looking for an image tells by the way; a role that may only push need not be one that may create.
  let exists = false;
  const findOne = async (tag: string): Promise<Checked<string>> => {
    const imageId = { imageTag: tag };
    let action = 'ecr:DescribeImages';
    try {
      for (let waits = 0; ; waits++) {
        const command = new DescribeImagesCommand({
          registryId: account,
          repositoryName: name,
          imageIds: [imageId],
        });
        const { imageDetails: [image] = [] } = await client.send(command);
        exists = true;
        const status = image?.imageStatus ?? 'ACTIVE';
        if (status === 'ACTIVE') return { value: image?.imageDigest, diagnostics: [] };
        if (waits === restoring.waits) return failed(diagnose('image-archived', { repository: name, tag }));
        // Its tag can't be pushed again, and the image itself is the one that other environments run.
        if (status === 'ARCHIVED' && waits === 0) {
          action = 'ecr:UpdateImageStorageClass';
          await client.send(
            new UpdateImageStorageClassCommand({
              registryId: account,
              repositoryName: name,
              imageId,
              targetStorageClass: 'STANDARD',
            }),
          );
          action = 'ecr:DescribeImages';
        }
        await setTimeout(restoring.pause);
      }
    } catch (error) {
      const isImageMissing = isNamed(error, 'ImageNotFoundException');
      exists ||= isImageMissing;
      if (isImageMissing || isNamed(error, 'RepositoryNotFoundException'))
        return { value: undefined, diagnostics: [] };
      return failed(awsFailure(action, error));
    }
  };
  return {
    value: {
      registry,
      name,
      get auth() {
        return auth;
      },
      renew: async () => {
        const again = await openRegistry(client);
        auth = again.value?.auth ?? auth;
        return { value: again.value?.auth, diagnostics: again.diagnostics };
      },
      find: async (wanted) => {
        const found = await inTurns(wanted, async (tag): Promise<[string, Checked<string>]> => [
          tag,
          await findOne(tag),
        ]);
        const digests = found.flatMap(([tag, { value }]): [string, string][] =>
          value === undefined ? [] : [[tag, value]],
        );
        return { value: new Map(digests), diagnostics: found.flatMap(([, { diagnostics }]) => diagnostics) };
      },
      prepare: () =>
        exists ? Promise.resolve({ value: false, diagnostics: [] }) : create(client, { name, account, tags }),
    },
    diagnostics: [],
  };
}

async function openRegistry(
  client: Pick<ECRClient, 'send'>,
): Promise<Checked<{ readonly auth: string; readonly host: string }>> {
  try {
    const { authorizationData: [data] = [] } = await client.send(new GetAuthorizationTokenCommand({}));
    // The endpoint is that of the caller's own registry, whose host begins with the account.
    const host = /^https?:\/\/(.+?)\/?$/.exec(data?.proxyEndpoint ?? '')?.[1];
    if (data?.authorizationToken === undefined || host === undefined) {
      return failed(awsFailure('ecr:GetAuthorizationToken', new Error('ECR gave no token')));
    }
    return { value: { auth: data.authorizationToken, host }, diagnostics: [] };
  } catch (error) {
    return failed(awsFailure('ecr:GetAuthorizationToken', error));
  }
}

async function create(
  client: Pick<ECRClient, 'send'>,
  { name, account, tags }: Pick<EcrRepositoryProps, 'name' | 'account' | 'tags'>,
): Promise<Checked<boolean>> {
  try {
    await client.send(
      new CreateRepositoryCommand({
        registryId: account,
        repositoryName: name,
        // A content tag means one image for ever.
        imageTagMutability: 'IMMUTABLE',
        imageScanningConfiguration: { scanOnPush: true },
        encryptionConfiguration: { encryptionType: 'AES256' },
        tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      }),
    );
    return { value: true, diagnostics: [] };
  } catch (error) {
    if (isNamed(error, 'RepositoryAlreadyExistsException')) return { value: false, diagnostics: [] };
    return failed(awsFailure('ecr:CreateRepository', error));
  }
}

function isNamed(error: unknown, ...names: readonly string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}

function failed(diagnostic: Diagnostic): {
  readonly value: undefined;
  readonly diagnostics: readonly Diagnostic[];
} {
  return { value: undefined, diagnostics: [diagnostic] };
}
