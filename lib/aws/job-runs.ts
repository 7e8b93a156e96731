import { DescribeParametersCommand, GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { Checked } from '../diagnostics/diagnostic.js';
import { attempt } from './attempt.js';
import { pages } from './pages.js';

/** How the last run of a job ended that a deployment asked for. */
export interface JobRunRecord {
  readonly since: Date;
  readonly succeeded: boolean;
  /** Why no task was there. */
  readonly problem?: string;
}

/** Finds what a stack remembers of a job, by the job's record (`shop-staging/migrate`); undefined: it never ran. */
export type FindJobRun = (record: string) => Promise<Checked<JobRunRecord | undefined>>;

/** The records that job runners keep in Systems Manager, below the names of their stacks. */
export function findJobRun(region: string | undefined): FindJobRun {
  const client = new SSMClient(region === undefined ? {} : { region });
  return (record) =>
    attempt('ssm:DescribeParameters, ssm:GetParameter', async () => {
      const named = await pages(async (NextToken) => {
        const ParameterFilters = [{ Key: 'Name', Option: 'Contains', Values: [`/${record}`] }];
        const page = await client.send(new DescribeParametersCommand({ ParameterFilters, NextToken }));
        return { items: page.Parameters, next: page.NextToken };
      });
      const parameter = named.find(
        ({ Name = '' }) => Name.startsWith('/cdk-compose/') && Name.endsWith(`/${record}`),
      );
      if (parameter === undefined) return undefined;
      const { Parameter } = await client.send(new GetParameterCommand({ Name: parameter.Name }));
      return runIn(Parameter?.Value ?? '');
    });
}

/** People may have written over it. */
function runIn(text: string): JobRunRecord | undefined {
  try {
    const { run, succeeded } = JSON.parse(text) as {
      run?: { content: string; since: number; problem?: string };
      succeeded?: string;
    };
    if (typeof run?.since !== 'number') return undefined;
    return {
      since: new Date(run.since),
      succeeded: succeeded === run.content,
      ...(run.problem === undefined ? {} : { problem: run.problem }),
    };
  } catch {
    return undefined;
  }
}
