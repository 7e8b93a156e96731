import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
  type DescribeSecretResponse,
  type SecretVersionsListEntry,
} from '@aws-sdk/client-secrets-manager';
import type { Checked } from '../diagnostics/diagnostic.js';
import { awsFailure } from './aws-failure.js';
import { keyArn } from './key-arn.js';
import type { SecretStore, StoredSecret } from './secret-store.js';

type Client = Pick<SecretsManagerClient, 'send'>;

/** The client of Secrets Manager: credentials as the AWS SDK finds them, the region too unless it is given. */
export function secretsManagerClient(region: string | undefined): Client {
  return new SecretsManagerClient(region === undefined ? {} : { region });
}

/** AWS Secrets Manager as a store of secrets. What it says of a failure never repeats a value. */
export function secretsManager(client: Client): SecretStore {
  const mark = async (command: UpdateSecretVersionStageCommand): Promise<Checked<true>> =>
    attempt('secretsmanager:UpdateSecretVersionStage', async () => {
      await client.send(command);
      return true as const;
    });
  return {
    find: (secret) =>
      attempt('secretsmanager:DescribeSecret', () =>
        orAbsent(async () => described(await client.send(new DescribeSecretCommand({ SecretId: secret })))),
      ),
    current: (secret) =>
      attempt('secretsmanager:GetSecretValue', () =>
        orAbsent(async () => {
          const { VersionId: version = '', SecretString: value } = await client.send(
            new GetSecretValueCommand({ SecretId: secret }),
          );
          return { version, value };
        }),
      ),
    create: (name, { version, value, tags }) =>
      attempt(
        'secretsmanager:CreateSecret',
        async () => {
          const { ARN: arn = '' } = await client.send(
            new CreateSecretCommand({
              Name: name,
              ClientRequestToken: version,
              SecretString: value,
              Description: 'Written by cdk-compose secrets push',
              Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
            }),
          );
          return arn;
        },
        value,
      ),
    put: (secret, { version, value, label }) =>
      attempt(
        'secretsmanager:PutSecretValue',
        async () => {
          await client.send(
            new PutSecretValueCommand({
              SecretId: secret,
              ClientRequestToken: version,
              SecretString: value,
              VersionStages: ['AWSCURRENT', label],
            }),
          );
          return true as const;
        },
        value,
      ),
    label: (secret, version, label) =>
      mark(
        new UpdateSecretVersionStageCommand({
          SecretId: secret,
          VersionStage: label,
          MoveToVersionId: version,
        }),
      ),
    unlabel: (secret, version, label) =>
      mark(
        new UpdateSecretVersionStageCommand({
          SecretId: secret,
          VersionStage: label,
          RemoveFromVersionId: version,
        }),
      ),
    versions: (secret) =>
      attempt('secretsmanager:ListSecretVersionIds', async () => {
        const all: SecretVersionsListEntry[] = [];
        let token: string | undefined;
        do {
          const page = await client.send(
            new ListSecretVersionIdsCommand({ SecretId: secret, MaxResults: 100, NextToken: token }),
          );
          all.push(...(page.Versions ?? []));
          token = page.NextToken;
        } while (token !== undefined);
        return all
          .toSorted((a, b) => Number(a.CreatedDate) - Number(b.CreatedDate))
          .flatMap(({ VersionId: version }) => version ?? []);
      }),
  };
}

function described({
  ARN: arn = '',
  Tags,
  VersionIdsToStages,
  DeletedDate,
  KmsKeyId,
}: DescribeSecretResponse): StoredSecret {
  return {
    arn,
    tags: Object.fromEntries((Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value])),
    labels: VersionIdsToStages ?? {},
    isBeingDeleted: DeletedDate !== undefined,
    kmsKey: KmsKeyId === undefined ? undefined : keyArn(KmsKeyId, arn),
  };
}

async function orAbsent<T>(act: () => Promise<T>): Promise<T | 'absent'> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return 'absent';
    throw error;
  }
}

async function attempt<T>(action: string, act: () => Promise<T>, value = ''): Promise<Checked<T>> {
  try {
    return { value: await act(), diagnostics: [] };
  } catch (error) {
    return { value: undefined, diagnostics: [awsFailure(action, withoutValue(error, value))] };
  }
}

/** A service may quote what it was sent. */
function withoutValue(error: unknown, value: string): unknown {
  if (!(error instanceof Error) || value === '') return error;
  const quoted = [value, JSON.stringify(value).slice(1, -1)];
  const message = quoted.reduce((text, each) => text.replaceAll(each, '***'), error.message);
  return Object.assign(new Error(message), { name: error.name });
}
