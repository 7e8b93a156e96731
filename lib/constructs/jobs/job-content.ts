import { createHash } from 'node:crypto';
import type { FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { CfnResource, Lazy, Stack } from 'aws-cdk-lib/core';

/** What says where a task runs and logs, and as whom, but not what it does. */
const besides = new Set(['ExecutionRoleArn', 'TaskRoleArn', 'Family', 'Tags', 'LogConfiguration']);

/**
 * A hash of what a task is: images by digest, commands, environment, secrets with their versions, volumes, size.
 * It is of the template's text, so it is the same on every machine, and the same again after a rollback, when the
 * revision of the task definition is another.
 */
export function jobContent(taskDefinition: FargateTaskDefinition): string {
  return Lazy.uncachedString({
    produce: () =>
      createHash('sha256')
        .update(canonical(renderedProperties(taskDefinition)))
        .digest('hex'),
  });
}

/** What is rendered, not what was asked for: escape hatches count too. */
function renderedProperties(taskDefinition: FargateTaskDefinition): unknown {
  const { defaultChild } = taskDefinition.node;
  if (!CfnResource.isCfnResource(defaultChild))
    throw new Error('a task definition without a CloudFormation resource');
  const template: unknown = Stack.of(taskDefinition).resolve(defaultChild['_toCloudFormation']());
  const { Resources } = template as { Resources: Record<string, { Properties: unknown }> };
  return Object.values(Resources)[0]?.Properties;
}

/** JSON with sorted keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (key, part: unknown) => {
    if (besides.has(key)) return undefined;
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}
