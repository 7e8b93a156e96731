import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { acceptWildcard } from '../accepted-findings.js';
import type { TaskToRun } from './task-to-run.js';

/** Lets a role start this task, and no other: this revision, in its cluster, with its roles and tags. */
export function allowToStart(role: Role, task: TaskToRun): void {
  const { taskDefinition, cluster } = task;
  const statements = [
    {
      actions: ['ecs:RunTask'],
      resources: [taskDefinition.taskDefinitionArn],
      conditions: { ArnEquals: { 'ecs:cluster': cluster.clusterArn } },
    },
    // ECS asks for it where the tags of the task definition are handed on.
    {
      actions: ['ecs:TagResource'],
      resources: [tasksOf(role, task)],
      conditions: { StringEquals: { 'ecs:CreateAction': 'RunTask' } },
    },
    {
      actions: ['iam:PassRole'],
      resources: [taskDefinition.taskRole.roleArn, taskDefinition.obtainExecutionRole().roleArn],
      conditions: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
    },
  ];
  for (const statement of statements) role.addToPolicy(new PolicyStatement(statement));
}

/** The ARNs of all tasks of the cluster: which one it will be, nobody knows before it is started. */
export function tasksOf(role: Role, { cluster }: TaskToRun): string {
  const resourceName = `${cluster.clusterName}/*`;
  const arns = Stack.of(role).formatArn({ service: 'ecs', resource: 'task', resourceName });
  acceptWildcard(role, arns, 'ECS names a task when it starts it');
  return arns;
}
