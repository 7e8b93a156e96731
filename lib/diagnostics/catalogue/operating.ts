/** Findings of the commands that look after what is deployed: ps, logs, exec, run, up, down. */
import { row } from '../row.js';

export const operating = {
  'environment-undecided': row<{ environments: string; first: string }>({
    severity: 'error',
    summary: 'A deployment is asked for, and which environment it is of is open.',
    message: ({ environments }) => `there are several environments: ${environments}`,
    fix: ({ first }) => `name one: --environment ${first}`,
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
  'service-not-deployed': row<{ service: string; deployment: string }>({
    severity: 'error',
    summary: 'A service that was asked for is in the Compose file, but not deployed.',
    message: ({ service, deployment }) => `service '${service}' is not deployed in '${deployment}'`,
    fix: () => 'deploy it; cdk-compose ps lists what is deployed',
  }),
  'logs-elsewhere': row<{ service: string; destination: string }>({
    severity: 'warning',
    summary: 'The lines of a service go somewhere else than to CloudWatch Logs.',
    message: ({ service, destination }) => `the lines of service '${service}' go to ${destination}`,
    fix: () => 'look there, or remove its logging driver',
  }),
  'since-unreadable': row<{ text: string }>({
    severity: 'error',
    summary: 'A point in time is neither a duration before now nor a date.',
    message: ({ text }) => `'${text}' is neither a duration nor a date`,
    fix: () => 'write 10m, 1h30m or 2026-11-23T10:00:00Z',
  }),
};
