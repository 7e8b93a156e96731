import { Secret as EcsSecret } from 'aws-cdk-lib/aws-ecs';
import { Grant, type GrantOnPrincipalOptions, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { SecretOptionPlan } from '../model/log-plan.js';
import type { SecretSource, SecretVariablePlan } from '../model/secret-plan.js';
import { acceptWildcard } from './accepted-findings.js';

/** The keys that a secret may be decrypted with. */
type Decryption = Pick<GrantOnPrincipalOptions, 'resourceArns' | 'conditions'>;

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

/** The options of a log driver that ECS fills with secrets, by name; granted in the same way. */
export function logSecretOptions(
  scope: Construct,
  options: readonly SecretOptionPlan[],
): Record<string, EcsSecret> | undefined {
  if (options.length === 0) return undefined;
  return Object.fromEntries(options.map(({ option, source }) => [option, ecsSecret(scope, source)]));
}

function ecsSecret(scope: Construct, source: SecretSource): EcsSecret {
  const read = source.kind === 'parameter' ? parameter(source.arn) : ofSecretsManager(scope, source);
  const { kmsKey, keyUnknown } = source;
  return kmsKey !== undefined || keyUnknown === true ? decrypted(read, decryptionOf(scope, source)) : read;
}

/** Lets a role decrypt a secret, whichever key encrypts it, and nothing else. */
export function allowDecryption(scope: Construct, grantee: IGrantable, source: SecretSource): void {
  Grant.addToPrincipal({ grantee, actions: ['kms:Decrypt'], ...decryptionOf(scope, source) });
}

function decryptionOf(scope: Construct, source: SecretSource): Decryption {
  const keys = source.kmsKey ?? keysOfRegion(source.arn);
  if (keys.endsWith('*'))
    acceptWildcard(
      scope,
      keys,
      'the key is not known; the condition names the one secret that it may decrypt',
    );
  return { resourceArns: [keys], conditions: onlyThis(source) };
}

/** Of all accounts: the key may be of another one than the secret, whose key policy then has a say as well. */
function keysOfRegion(arn: string): string {
  const [, partition, , region] = arn.split(':');
  return `arn:${partition}:kms:${region}:*:key/*`;
}

/**
 * What both services tell AWS KMS whenever they decrypt a value: whose it is (AWS Secrets Manager User Guide, "Secret
 * encryption and decryption"; AWS Key Management Service Developer Guide, "How AWS Systems Manager Parameter Store uses
 * AWS KMS").
 */
function onlyThis({ kind, arn, isPartial }: SecretSource): NonNullable<Decryption['conditions']> {
  if (kind === 'parameter') return { StringEquals: { 'kms:EncryptionContext:PARAMETER_ARN': arn } };
  const key = 'kms:EncryptionContext:SecretARN';
  return isPartial === true ? { StringLike: { [key]: `${arn}-??????` } } : { StringEquals: { [key]: arn } };
}

function ofSecretsManager(scope: Construct, { arn, isPartial, version, key }: SecretSource): EcsSecret {
  const parent = scope.node.tryFindChild('Secrets') ?? new Construct(scope, 'Secrets');
  const id = arn.replaceAll('/', '--');
  const secret =
    (parent.node.tryFindChild(id) as (ISecret & Construct) | undefined) ??
    (isPartial === true
      ? Secret.fromSecretAttributes(parent, id, { secretPartialArn: arn })
      : Secret.fromSecretCompleteArn(parent, id, arn));
  return version === undefined
    ? EcsSecret.fromSecretsManager(secret, key)
    : EcsSecret.fromSecretsManagerVersion(secret, { versionId: version }, key);
}

/** Of a key that it did not make, CDK trusts the key's own policy to let others decrypt. */
function decrypted(secret: EcsSecret, by: Decryption): EcsSecret {
  return {
    arn: secret.arn,
    ...(secret.hasField === undefined ? {} : { hasField: secret.hasField }),
    grantRead: (grantee) => {
      Grant.addToPrincipal({ grantee, actions: ['kms:Decrypt'], ...by });
      return secret.grantRead(grantee);
    },
  };
}

/** CDK's own class for a parameter warns of another account whenever the stack's is not known, and allows more. */
function parameter(arn: string): EcsSecret {
  return {
    arn,
    hasField: false,
    grantRead: (grantee) =>
      Grant.addToPrincipal({ grantee, actions: ['ssm:GetParameters'], resourceArns: [arn] }),
  };
}
