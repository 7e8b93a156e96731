import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IScheduleTarget, Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Duration, Stack, TimeZone } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { SchedulePlan } from '../../model/deployment-plan.js';
import { satellitesOf } from '../satellites.js';
import { allowToStart } from './allow-to-start.js';
import type { TaskToRun } from './task-to-run.js';

/** What a scheduled task is made of. */
export interface ComposeScheduleProps {
  readonly plan: SchedulePlan;
  readonly task: TaskToRun;
}

/** How late a task may be started when ECS could not start it on time: within it EventBridge Scheduler tries again. */
const latest = Duration.hours(1);

/** A task that EventBridge Scheduler starts by the clock. What becomes of the task, its log tells. */
export class ComposeSchedule extends Construct {
  public readonly schedule: Schedule;

  public constructor(scope: Construct, id: string, { plan, task }: ComposeScheduleProps) {
    super(scope, id);
    const role = this.schedulerRole();
    allowToStart(role, task);
    this.schedule = new Schedule(this, 'Schedule', {
      description: `Starts ${plan.service}`,
      schedule: ScheduleExpression.expression(plan.expression.value, TimeZone.of(plan.timezone.value)),
      target: runTaskTarget(task, role),
    });
    const { taskDefinition } = task;
    this.schedule.node.addDependency(
      satellitesOf(role),
      taskDefinition.taskRole,
      taskDefinition.obtainExecutionRole(),
      ...task.ready,
    );
  }

  private schedulerRole(): Role {
    const stack = Stack.of(this);
    return new Role(this, 'Role', {
      // As EventBridge Scheduler's user guide has it against the confused deputy: only our schedule group.
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: {
            'aws:SourceAccount': stack.account,
            'aws:SourceArn': stack.formatArn({
              service: 'scheduler',
              resource: 'schedule-group',
              resourceName: 'default',
            }),
          },
        },
      }),
    });
  }
}

/** CDK's own target grants more than this one task in this one cluster. */
function runTaskTarget(task: TaskToRun, role: Role): IScheduleTarget {
  return {
    bind: () => ({
      arn: task.cluster.clusterArn,
      role,
      ecsParameters: {
        taskDefinitionArn: task.taskDefinition.taskDefinitionArn,
        taskCount: 1,
        propagateTags: 'TASK_DEFINITION',
        enableEcsManagedTags: true,
        capacityProviderStrategy: task.capacity.map(({ provider, weight, base }) => ({
          capacityProvider: provider,
          weight,
          ...(base === undefined ? {} : { base }),
        })),
        networkConfiguration: {
          awsvpcConfiguration: {
            subnets: task.vpc.selectSubnets(task.subnets).subnetIds,
            securityGroups: task.securityGroups.map(({ securityGroupId }) => securityGroupId),
            assignPublicIp: task.assignPublicIp ? 'ENABLED' : 'DISABLED',
          },
        },
      },
      retryPolicy: { maximumEventAgeInSeconds: latest.toSeconds(), maximumRetryAttempts: 5 },
    }),
  };
}
