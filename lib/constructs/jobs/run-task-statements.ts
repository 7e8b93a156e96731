import type { PolicyStatementProps } from 'aws-cdk-lib/aws-iam';
import type { Stack } from 'aws-cdk-lib/core';
import type { TaskToRun } from './task-to-run.js';

/** What starting this task takes, and no other: any revision of its family, in its cluster, with its roles. */
export function runTaskStatements(
  stack: Stack,
  { taskDefinition, cluster }: TaskToRun,
): readonly PolicyStatementProps[] {
  const { family, taskRole } = taskDefinition;
  return [
    {
      actions: ['ecs:RunTask'],
      resources: [
        stack.formatArn({ service: 'ecs', resource: 'task-definition', resourceName: `${family}:*` }),
      ],
      conditions: { ArnEquals: { 'ecs:cluster': cluster.clusterArn } },
    },
    {
      actions: ['iam:PassRole'],
      resources: [taskRole.roleArn, taskDefinition.obtainExecutionRole().roleArn],
      conditions: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
    },
  ];
}
