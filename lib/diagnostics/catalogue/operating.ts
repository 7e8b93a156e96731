/** Findings of the commands that look after what is deployed: ps, logs, exec, run, up, down. */
import { row } from '../row.js';

export const operating = {
  'environment-undecided': row<{ environments: readonly string[] }>({
    severity: 'error',
    summary: 'A deployment is asked for, and which environment it is of is open.',
    message: ({ environments }) => `there are several environments: ${environments.join(', ')}`,
    fix: ({ environments: [name] }) => `name one: --environment ${name}`,
  }),
  'not-deployed': row<{ deployment: string; region: string | undefined; environment: string | undefined }>({
    severity: 'error',
    summary: 'No service of the project is deployed where the command looked.',
    message: ({ deployment, region }) =>
      `no service of '${deployment}' is deployed in ${region === undefined ? 'the region and account of these credentials' : `${region} with these credentials`}`,
    fix: ({ environment }) =>
      `deploy it (cdk-compose up${environment === undefined ? '' : ` --environment ${environment}`}), or look elsewhere with AWS_PROFILE and AWS_REGION`,
  }),
  'deployment-paused': row<{ deployment: string }>({
    severity: 'error',
    summary: 'The environment is paused: only what outlasts its services is deployed.',
    message: ({ deployment }) => `'${deployment}' is paused: it has no services`,
    fix: () => 'deploy it without compose:paused',
  }),
};
