/** Findings about logs. */
import { row } from '../row.js';

export const logs = {
  'logs-not-sent-on': row<{ service: string; because: string; instead: string }>({
    severity: 'warning',
    summary:
      'Logs go to CloudWatch Logs, because those who would receive them are out of reach, or a secret would be seen.',
    message: ({ service, because }) => `logs of service '${service}' go to CloudWatch Logs: ${because}`,
    fix: ({ instead }) => instead,
  }),
  'log-output-without-permission': row<{ service: string; output: string; actions: string }>({
    severity: 'warning',
    summary: 'Logs are sent to an AWS service, and nothing lets the task do it.',
    message: ({ service, output }) =>
      `logs of service '${service}' are sent to output ${output}, and nothing lets its tasks do it`,
    fix: ({ actions }) => `state x-aws-role with ${actions}, or x-aws-policies`,
  }),
};
