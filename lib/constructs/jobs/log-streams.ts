import { ContainerDefinition, type FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';

/** By container name: the CloudWatch log group and stream prefix of its lines. */
export type LogStreams = Readonly<Record<string, { readonly Group: string; readonly Prefix: string }>>;

/** Where the containers of a task log to CloudWatch; those with another log driver are left out. */
export function logStreams(taskDefinition: FargateTaskDefinition): LogStreams {
  const containers = taskDefinition.node.children.filter((child) => child instanceof ContainerDefinition);
  return Object.fromEntries(
    containers.flatMap(({ containerName, logDriverConfig }) => {
      const Group = logDriverConfig?.options?.['awslogs-group'];
      const Prefix = logDriverConfig?.options?.['awslogs-stream-prefix'];
      const inCloudWatch =
        logDriverConfig?.logDriver === 'awslogs' && Group !== undefined && Prefix !== undefined;
      return inCloudWatch ? [[containerName, { Group, Prefix }]] : [];
    }),
  );
}
