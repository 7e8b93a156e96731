import { GetRegistryPolicyCommand, type ECRClient } from '@aws-sdk/client-ecr';
import type { Checked } from '../diagnostics/diagnostic.js';
import { awsFailure } from './aws-failure.js';
import { parsePolicy, sharingOf, type Sharing, type Statement } from './policy-document.js';

/**
 * Whom the policy of the caller's own registry lets pull from a repository: ECR enforces it for every action (Amazon ECR
 * User Guide, "Private registry permissions", version 2), and tells of no other registry.
 */
export async function registrySharing(
  client: Pick<ECRClient, 'send'>,
  repository: string,
): Promise<Checked<Sharing>> {
  try {
    const { policyText } = await client.send(new GetRegistryPolicyCommand({}));
    const statements = parsePolicy(policyText).Statement;
    return { value: sharingOf(statements.filter((one) => letsPull(one, repository))), diagnostics: [] };
  } catch (error) {
    if (error instanceof Error && error.name === 'RegistryPolicyNotFoundException')
      return { value: { accounts: [], isOpen: false }, diagnostics: [] };
    return { value: undefined, diagnostics: [awsFailure('ecr:GetRegistryPolicy', error)] };
  }
}

/** Most are about replication alone. What says which actions or repositories it is not about counts. */
function letsPull(
  { Action: actions = '*', Resource: resources = '*' }: Statement,
  repository: string,
): boolean {
  return (
    [actions].flat().some((action) => matches(action, 'ecr:BatchGetImage', 'i')) &&
    [resources].flat().some((arn) => matches(arn.replace(/^.*:repository\//, ''), repository))
  );
}

/** `*` and `?` stand for what they do in IAM. */
function matches(pattern: string, text: string, flags = ''): boolean {
  const source = pattern
    .replace(/[\\^$.+()[\]{}|/-]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, flags).test(text);
}
