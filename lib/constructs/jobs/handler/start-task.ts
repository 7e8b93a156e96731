import { createHash } from 'node:crypto';
import type { JobAws, RunTaskResult } from './job-aws.js';
import type { JobEvent } from './job-event.js';
import { JobFailed } from './job-failed.js';
import { type JobRecord, type JobRun, writeRecord } from './job-record.js';

/** How long what hinders the start may last: a role that IAM does not know everywhere yet, no capacity, throttling. */
const patience = 3 * 60_000;

/**
 * Starts the run's task, or notes what hindered it; the next poll tries again.
 * The token stays the same until ECS has answered, so that a request whose answer was lost starts no second task.
 */
export async function startTask(event: JobEvent, aws: JobAws, record: JobRecord, run: JobRun): Promise<void> {
  const result = await tryToStart(event, aws, run);
  if ('task' in result) {
    const { problem: _, ...rest } = run;
    return writeRecord(event, aws, {
      ...record,
      run: { ...rest, task: result.task, starts: run.starts + 1 },
    });
  }
  const problem = 'refused' in result ? result.refused : result.notPlaced;
  if (aws.now() - run.starting > patience)
    throw new JobFailed(
      `job ${event.ResourceProperties.Job} failed: its task could not be started: ${problem}`,
    );
  const starts = 'refused' in result ? run.starts : run.starts + 1;
  await writeRecord(event, aws, { ...record, run: { ...run, starts, problem } });
}

async function tryToStart(
  event: JobEvent,
  aws: JobAws,
  run: JobRun,
): Promise<RunTaskResult | { readonly refused: string }> {
  const job = event.ResourceProperties;
  try {
    return await aws.runTask({
      cluster: job.Cluster,
      taskDefinition: job.TaskDefinition,
      subnets: job.Subnets,
      securityGroups: job.SecurityGroups,
      assignPublicIp: job.AssignPublicIp,
      capacity: job.Capacity.map(({ Provider, Weight, Base }) => ({
        provider: Provider,
        weight: Number(Weight),
        ...(Base === undefined ? {} : { base: Number(Base) }),
      })),
      startedBy: `cdk-compose/${job.Job.replaceAll(/[^\w-]/g, '-')}`.slice(0, 128),
      clientToken: createHash('sha256')
        .update([event.StackId, event.LogicalResourceId, event.RequestId, run.starts].join('\n'))
        .digest('hex'),
    });
  } catch (error) {
    return { refused: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}
