import { DescribeParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import { awsFailure } from './aws-failure.js';
import { keyArn } from './key-arn.js';
import type { ParameterStore } from './parameter-store.js';

type Client = Pick<SSMClient, 'send'>;

/** The client of Systems Manager: credentials as the AWS SDK finds them, the region too unless it is given. */
export function systemsManagerClient(region: string | undefined): Client {
  return new SSMClient(region === undefined ? {} : { region });
}

/** AWS Systems Manager as a store of parameters. None is read: its description tells the key that encrypts it. */
export function systemsManager(client: Client): ParameterStore {
  return {
    find: async (name) => {
      try {
        const { Parameters = [] } = await client.send(
          new DescribeParametersCommand({
            ParameterFilters: [{ Key: 'Name', Option: 'Equals', Values: [name] }],
          }),
        );
        const [found] = Parameters;
        if (found?.ARN === undefined) return { value: 'absent', diagnostics: [] };
        const { ARN: arn, KeyId: key } = found;
        return {
          value: { arn, kmsKey: key === undefined ? undefined : keyArn(key, arn) },
          diagnostics: [],
        };
      } catch (error) {
        return { value: undefined, diagnostics: [awsFailure('ssm:DescribeParameters', error)] };
      }
    },
  };
}
