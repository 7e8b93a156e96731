import { Tags } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { DeploymentPlan } from '../model/deployment-plan.js';
import { everythingOf } from './everything-of.js';

/** The parts of a project whose resources bear the part's name. */
const named = {
  Services: 'com.docker.compose.service',
  Networks: 'com.docker.compose.network',
} as const;

/**
 * Parts of a load balancer that cost nothing by themselves: their tags are newer than the schemas by which validators
 * judge templates.
 */
const excludeResourceTypes = [
  'AWS::ElasticLoadBalancingV2::Listener',
  'AWS::ElasticLoadBalancingV2::ListenerRule',
];

/**
 * Tags every resource that takes tags with its project, environment, service and network, as Compose labels containers:
 * bills and searches are then by these. No resource is replaced for its tags, and no task either.
 */
export function tagResources(
  scope: Construct,
  { tags }: DeploymentPlan,
  own: Readonly<Record<string, string>> = {},
): void {
  for (const [key, value] of Object.entries({ ...tags, ...own }))
    for (const construct of everythingOf(scope)) Tags.of(construct).add(key, value, { excludeResourceTypes });
  for (const [parent, key] of Object.entries(named))
    for (const child of scope.node.tryFindChild(parent)?.node.children ?? [])
      Tags.of(child).add(key, child.node.id);
}
