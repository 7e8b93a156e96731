import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** The constructs that hold all resources of a project: its own, and the runner of its stack's jobs. */
export function everythingOf(scope: Construct): readonly Construct[] {
  const runner = Stack.of(scope).node.tryFindChild('JobRunner') as Construct | undefined;
  return runner === undefined ? [scope] : [scope, runner];
}
