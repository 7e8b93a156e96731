import { GetRepositoryPolicyCommand, SetRepositoryPolicyCommand, type ECRClient } from '@aws-sdk/client-ecr';
import type { Checked } from '../diagnostics/diagnostic.js';
import { awsFailure } from './aws-failure.js';
import { accountsIn, parsePolicy, sharingOf, type PolicyDocument, type Sharing } from './policy-document.js';
import type { StoredImagesProps } from './stored-images.js';

type Client = Pick<ECRClient, 'send'>;

/** The statement that is ours; all others are left as they are. */
const statementId = 'CdkComposePull';

/** Whom the policy of a repository lets in. */
export async function sharedWith(client: Client, repository: StoredImagesProps): Promise<Checked<Sharing>> {
  const { value, diagnostics } = await policyOf(client, repository);
  if (value === undefined) return { value: undefined, diagnostics };
  return { value: sharingOf(value.Statement), diagnostics: [] };
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
    // An account stands for its ARN, in whatever partition (AWS Identity and Access Management, "Principal").
    Principal: { AWS: [...new Set([...allowed, ...accounts])].toSorted() },
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
): Promise<Checked<PolicyDocument>> {
  try {
    const { policyText } = await client.send(new GetRepositoryPolicyCommand({ registryId, repositoryName }));
    return { value: parsePolicy(policyText), diagnostics: [] };
  } catch (error) {
    if (error instanceof Error && error.name === 'RepositoryPolicyNotFoundException')
      return { value: parsePolicy(), diagnostics: [] };
    return { value: undefined, diagnostics: [awsFailure('ecr:GetRepositoryPolicy', error)] };
  }
}
