import { Stack, Validations } from 'aws-cdk-lib/core';
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
  'IAM5[Resource::*]':
    'registry tokens, shells, traces, log deliveries and Describe calls take no narrower resource',
} as const;

/**
 * Acknowledges a finding on a construct and all below it: what `Validations.acknowledge` records, without the stack
 * trace that would put this machine's paths into the assembly.
 */
export function accept(construct: IConstruct, rule: keyof typeof reasons): void {
  record(construct, rule, reasons[rule]);
}

/** Acknowledges that a policy at or below the construct ends this resource in `*`, because nothing narrower is known. */
export function acceptWildcard(construct: IConstruct, resource: string, reason: string): void {
  construct.node.addValidation({
    // When the app is whole: cdk-nag names the resource by what its references are at last.
    validate: () => {
      record(construct, `IAM5[Resource::${flat(Stack.of(construct).resolve(resource))}]`, reason);
      return [];
    },
  });
}

function record(construct: IConstruct, rule: string, reason: string): void {
  construct.node.addMetadata(
    Validations.ACKNOWLEDGED_RULES_METADATA_KEY,
    { [`AwsSolutions::AwsSolutions-${rule}`]: reason },
    { stackTrace: false },
  );
}

/** As cdk-nag writes a reference of a template in the name of a finding: `<Cluster.Arn>`. */
function flat(value: unknown): string {
  if (typeof value === 'string') return value;
  const { 'Fn::Join': join, 'Fn::GetAtt': attribute, Ref: ref } = value as Readonly<Record<string, unknown>>;
  if (Array.isArray(join)) return (join[1] as readonly unknown[]).map(flat).join(String(join[0]));
  if (Array.isArray(attribute)) return `<${attribute.map(flat).join('.')}>`;
  return ref === undefined ? JSON.stringify(value) : `<${flat(ref)}>`;
}
