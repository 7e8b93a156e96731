import { GetRepositoryPolicyCommand, SetRepositoryPolicyCommand, type ECRClient } from '@aws-sdk/client-ecr';
import type { Checked } from '../diagnostics/diagnostic.js';
import { awsFailure } from './aws-failure.js';
import type { StoredImagesProps } from './stored-images.js';

type Client = Pick<ECRClient, 'send'>;

/** The statement that is ours; all others are left as they are. */
const statementId = 'CdkComposePull';

interface Statement {
  readonly Sid?: string;
  readonly Effect?: string;
  readonly Principal?: unknown;
  readonly [key: string]: unknown;
}

interface Policy {
  readonly Version: string;
  readonly Statement: readonly Statement[];
}

/** Whom a repository's policy lets in. */
export interface Sharing {
  /** Sorted. */
  readonly accounts: readonly string[];
  /** Whether it lets in accounts that it does not name, as for a whole organization. */
  readonly isOpen: boolean;
}

/** Whom the policy of a repository lets in. */
export async function sharedWith(client: Client, repository: StoredImagesProps): Promise<Checked<Sharing>> {
  const { value, diagnostics } = await policyOf(client, repository);
  if (value === undefined) return { value: undefined, diagnostics };
  const principals = value.Statement.filter(({ Effect }) => Effect !== 'Deny').map(
    (statement) => statement.Principal ?? '*',
  );
  const accounts = [...new Set(principals.flatMap(accountsIn))].toSorted();
  return { value: { accounts, isOpen: principals.some(isAnyone) }, diagnostics };
}

/** Lets other accounts pull from a repository: one image for all of them. The value tells whether they could not before. */
export async function shareRepository(
  client: Client,
  { name: repositoryName, account: registryId }: StoredImagesProps,
  accounts: readonly string[],
): Promise<Checked<boolean>> {
  const { value: policy, diagnostics } = await policyOf(client, {
    name: repositoryName,
    account: registryId,
  });
  if (policy === undefined) return { value: undefined, diagnostics };
  const ours = policy.Statement.find(({ Sid }) => Sid === statementId);
  const allowed = accountsIn(ours?.Principal);
  if (accounts.every((account) => allowed.includes(account))) return { value: false, diagnostics: [] };
  const statement = {
    Sid: statementId,
    Effect: 'Allow',
    Principal: {
      AWS: [...new Set([...allowed, ...accounts])]
        .toSorted()
        .map((account) => `arn:aws:iam::${account}:root`),
    },
    // What pulling takes, and what finding an image by its content tag takes.
    Action: [
      'ecr:BatchCheckLayerAvailability',
      'ecr:BatchGetImage',
      'ecr:DescribeImages',
      'ecr:GetDownloadUrlForLayer',
    ],
  };
  const others = policy.Statement.filter(({ Sid }) => Sid !== statementId);
  const policyText = JSON.stringify({ ...policy, Statement: [...others, statement] });
  try {
    await client.send(new SetRepositoryPolicyCommand({ registryId, repositoryName, policyText }));
    return { value: true, diagnostics: [] };
  } catch (error) {
    return { value: undefined, diagnostics: [awsFailure('ecr:SetRepositoryPolicy', error)] };
  }
}

async function policyOf(
  client: Client,
  { name: repositoryName, account: registryId }: StoredImagesProps,
): Promise<Checked<Policy>> {
  try {
    const { policyText } = await client.send(new GetRepositoryPolicyCommand({ registryId, repositoryName }));
    const { Version = '2012-10-17', Statement = [] } = JSON.parse(policyText ?? '{}') as Partial<Policy> & {
      Statement?: Statement | readonly Statement[];
    };
    return { value: { Version, Statement: [Statement].flat() as readonly Statement[] }, diagnostics: [] };
  } catch (error) {
    if (error instanceof Error && error.name === 'RepositoryPolicyNotFoundException')
      return { value: { Version: '2012-10-17', Statement: [] }, diagnostics: [] };
    return { value: undefined, diagnostics: [awsFailure('ecr:GetRepositoryPolicy', error)] };
  }
}

/** `*`, or `{"AWS": "*"}`, alone or among others. */
function isAnyone(principal: unknown): boolean {
  return JSON.stringify(principal).includes('"*"');
}

/** The twelve digits of every account that a principal names. */
function accountsIn(principal: unknown): readonly string[] {
  return JSON.stringify(principal ?? '').match(/\b\d{12}\b/g) ?? [];
}
