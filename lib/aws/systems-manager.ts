import { DescribeParametersCommand, GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { Checked } from '../diagnostics/diagnostic.js';
import { awsFailure } from './aws-failure.js';
import { keyArn } from './key-arn.js';
import type { ParameterStore } from './parameter-store.js';

type Client = Pick<SSMClient, 'send'>;

/** The client of Systems Manager: credentials as the AWS SDK finds them, the region too unless it is given. */
export function systemsManagerClient(region: string | undefined): Client {
  return new SSMClient(region === undefined ? {} : { region });
}

/** AWS Systems Manager as a store of parameters. None is decrypted; who encrypts one is told by its description. */
export function systemsManager(client: Client): ParameterStore {
  const keyOf = async (name: string): Promise<string | undefined> => {
    const { Parameters = [] } = await client.send(
      new DescribeParametersCommand({
        ParameterFilters: [{ Key: 'Name', Option: 'Equals', Values: [name] }],
      }),
    );
    return Parameters[0]?.KeyId;
  };
  return {
    find: async (name) => {
      const { value: parameter, diagnostics } = await attempt('ssm:GetParameter', async () => {
        const { Parameter } = await client.send(new GetParameterCommand({ Name: name }));
        return Parameter?.ARN === undefined ? undefined : { arn: Parameter.ARN, type: Parameter.Type };
      });
      if (parameter === undefined)
        return { value: diagnostics.length === 0 ? 'absent' : undefined, diagnostics };
      const { arn, type } = parameter;
      if (type !== 'SecureString') return { value: { arn, kmsKey: undefined }, diagnostics: [] };
      const described = await attempt('ssm:DescribeParameters', () => keyOf(name));
      if (described.diagnostics.length > 0) return { value: undefined, diagnostics: described.diagnostics };
      const key = described.value;
      return { value: { arn, kmsKey: key === undefined ? undefined : keyArn(key, arn) }, diagnostics: [] };
    },
  };
}

/** Undefined without a finding: there is no such parameter. */
async function attempt<T>(action: string, act: () => Promise<T>): Promise<Checked<T>> {
  try {
    return { value: await act(), diagnostics: [] };
  } catch (error) {
    if (error instanceof Error && error.name === 'ParameterNotFound')
      return { value: undefined, diagnostics: [] };
    return { value: undefined, diagnostics: [awsFailure(action, error)] };
  }
}
