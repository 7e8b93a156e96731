import { ManagedPolicy, Policy, PolicyDocument, type IRole } from 'aws-cdk-lib/aws-iam';
import type { TaskRolePlan } from '../model/deployment-plan.js';

/** Attaches what the Compose file says about the code's permissions. Policies stand below the role: who waits for it waits for them. */
export function grantTaskRole(role: IRole, { policies, documents }: TaskRolePlan): void {
  for (const { value } of policies)
    role.addManagedPolicy(ManagedPolicy.fromManagedPolicyArn(role, value.replaceAll('/', '--'), value));
  for (const { value } of documents)
    role.attachInlinePolicy(
      new Policy(role, `${value.service}Policy`, {
        document: PolicyDocument.fromJson(asList(value.document)),
      }),
    );
}

// IAM takes a statement alone for a list of one.
function asList(document: object): object {
  const { Statement } = document as { readonly Statement?: unknown };
  return Array.isArray(Statement) ? document : { ...document, Statement: [Statement] };
}
