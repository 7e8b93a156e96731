import { CustomResource } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { JobPlan } from '../../model/deployment-plan.js';
import type { JobProperties } from './handler/job-event.js';
import { jobContent } from './job-content.js';
import { JobRunner, recordsOfStack } from './job-runner.js';
import { logStreams } from './log-streams.js';
import type { TaskToRun } from './task-to-run.js';

/** What a job is made of. */
export interface ComposeJobProps {
  readonly plan: JobPlan;
  readonly task: TaskToRun;
}

/**
 * A Compose job: its task runs once per change of its content, while CloudFormation waits for it. What depends on this
 * construct comes after the task has ended with exit code 0; otherwise the deployment fails.
 */
export class ComposeJob extends Construct {
  public constructor(scope: Construct, id: string, { plan, task }: ComposeJobProps) {
    super(scope, id);
    const logs = logStreams(task.taskDefinition);
    const runner = JobRunner.of(this);
    runner.allowToRun(task, logs);
    const properties: JobProperties = {
      Job: plan.service,
      Content: jobContent(task.taskDefinition),
      Record: `${recordsOfStack}/${plan.record}`,
      Cluster: task.cluster.clusterArn,
      TaskDefinition: task.taskDefinition.taskDefinitionArn,
      Container: task.container.containerName,
      Subnets: task.vpc.selectSubnets(task.subnets).subnetIds,
      SecurityGroups: task.securityGroups.map(({ securityGroupId }) => securityGroupId),
      AssignPublicIp: task.assignPublicIp ? 'ENABLED' : 'DISABLED',
      Capacity: task.capacity.map(({ provider, weight, base }) => ({
        Provider: provider,
        Weight: String(weight),
        ...(base === undefined ? {} : { Base: String(base) }),
      })),
      Logs: logs,
      Timeout: String(plan.timeout.value),
      Attempts: String(plan.attempts.value),
      Waiter: runner.waiter,
    };
    const resource = new CustomResource(this, 'Resource', {
      resourceType: 'Custom::ComposeJob',
      serviceToken: runner.serviceToken,
      properties: { ...properties },
    });
    const { taskDefinition } = task;
    // The definition names its roles, but not their policies.
    resource.node.addDependency(
      runner.ready,
      taskDefinition.taskRole,
      taskDefinition.obtainExecutionRole(),
      ...task.ready,
    );
  }
}
