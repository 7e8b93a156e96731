import { Validations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/**
 * What cdk-nag's AwsSolutions pack has against resources of ours that are as they should be, with the reasons. All else
 * that it finds is mended; a caller who checks their app with it sees their own findings only.
 */
const reasons = {
  EC23: 'a load balancer that faces the internet is the one thing that Compose publishes its ports with',
  ECS2: 'the variables are those of the Compose file; values that look secret are lifted into Secrets Manager',
  ELB2: 'access logs are for the owner to turn on: they need a bucket that outlives the stack',
  VPC7: 'flow logs are for the owner of the account to turn on: their cost grows with the traffic',
  'IAM5[Resource::*]': 'ecr:GetAuthorizationToken, ssmmessages and ecs:Describe take no narrower resource',
} as const;

/**
 * Acknowledges a finding on a construct and all below it: what `Validations.acknowledge` records, without the stack
 * trace that would put this machine's paths into the assembly.
 */
export function accept(construct: IConstruct, rule: keyof typeof reasons): void {
  const acknowledged = { [`AwsSolutions::AwsSolutions-${rule}`]: reasons[rule] };
  construct.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, acknowledged, {
    stackTrace: false,
  });
}
