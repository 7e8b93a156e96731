import type { PolicyStatementProps } from 'aws-cdk-lib/aws-iam';
import type { TaskToRun } from './task-to-run.js';

/** What starting this task takes, and no other: this revision, in its cluster, with its roles. */
export function runTaskStatements({ taskDefinition, cluster }: TaskToRun): readonly PolicyStatementProps[] {
  return [
    {
      actions: ['ecs:RunTask'],
      resources: [taskDefinition.taskDefinitionArn],
      conditions: { ArnEquals: { 'ecs:cluster': cluster.clusterArn } },
    },
    {
      actions: ['iam:PassRole'],
      resources: [taskDefinition.taskRole.roleArn, taskDefinition.obtainExecutionRole().roleArn],
      conditions: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
    },
  ];
}
