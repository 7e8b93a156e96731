import { Secret as EcsSecret } from 'aws-cdk-lib/aws-ecs';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import type { SecretSource, SecretVariablePlan } from '../model/secret-plan.js';

/**
 * The variables of a container that ECS fills with secrets, by name. Adding them to a container lets the execution role
 * of its task read exactly these secrets. `scope` is the task's own.
 */
export function containerSecrets(
  scope: Construct,
  variables: readonly SecretVariablePlan[],
): Record<string, EcsSecret> | undefined {
  if (variables.length === 0) return undefined;
  return Object.fromEntries(variables.map(({ variable, source }) => [variable, ecsSecret(scope, source)]));
}

function ecsSecret(
  scope: Construct,
  { kind, arn, isPartial, version, key, kmsKey }: SecretSource,
): EcsSecret {
  const parent = scope.node.tryFindChild('Secrets') ?? new Construct(scope, 'Secrets');
  const id = arn.replaceAll('/', '--');
  const known = parent.node.tryFindChild(id);
  if (kind === 'parameter')
    return EcsSecret.fromSsmParameter(
      (known as StringParameter | undefined) ?? StringParameter.fromStringParameterArn(parent, id, arn),
    );
  const secret =
    (known as Secret | undefined) ??
    Secret.fromSecretAttributes(parent, id, {
      ...(isPartial === true ? { secretPartialArn: arn } : { secretCompleteArn: arn }),
      ...(kmsKey === undefined ? {} : { encryptionKey: Key.fromKeyArn(parent, `${id}Key`, kmsKey) }),
    });
  return version === undefined
    ? EcsSecret.fromSecretsManager(secret, key)
    : EcsSecret.fromSecretsManagerVersion(secret, { versionId: version }, key);
}
