import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { ServicePlan } from '../model/deployment-plan.js';
import type { Planning } from './planning.js';

/** What outputs of Fluent Bit to AWS services ask the task's role for (AWS for Fluent Bit, permissions of its examples). */
const ACTIONS: Readonly<Record<string, string>> = {
  cloudwatch: 'logs:CreateLogStream and logs:PutLogEvents',
  cloudwatch_logs: 'logs:CreateLogStream and logs:PutLogEvents',
  firehose: 'firehose:PutRecordBatch',
  kinesis_firehose: 'firehose:PutRecordBatch',
  kinesis: 'kinesis:PutRecords',
  kinesis_streams: 'kinesis:PutRecords',
  s3: 's3:PutObject',
};

/** A log router acts with the role of its task: nobody else says what it may do. */
export function logPermissions(
  { finding }: Planning,
  { containers, taskRole }: ServicePlan,
): readonly Diagnostic[] {
  if (taskRole.policies.length + taskRole.documents.length > 0) return [];
  return containers.flatMap(({ logRoute }) => {
    const output = logRoute?.driver === 'awsfirelens' ? (logRoute.options['Name'] ?? '') : '';
    const actions = ACTIONS[output.toLowerCase()];
    const [, service = ''] = logRoute?.cause.path ?? [];
    return logRoute === undefined || actions === undefined
      ? []
      : [
          finding(
            'log-output-without-permission',
            { service: String(service), output, actions },
            logRoute.cause.path,
          ),
        ];
  });
}
