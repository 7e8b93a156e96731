import { CfnSecurityGroupEgress, CfnSecurityGroupIngress, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { type CfnElement, Names, type Stack } from 'aws-cdk-lib/core';
import { idOfPlace } from './id-of-place.js';

/** Where each security group stands within its stack, by the name that CDK gives rules after it. */
export type PeerPlaces = ReadonlyMap<string, string>;

/** Finds the security groups of a stack. */
export function peerPlaces(stack: Stack): PeerPlaces {
  return new Map(
    stack.node
      .findAll()
      .filter((construct) => construct instanceof SecurityGroup)
      .map(({ node }) => [Names.nodeUniqueId(node), node.path.slice(stack.node.path.length)]),
  );
}

/** Whether an element is a rule of its own between security groups. */
export function isRule(element: CfnElement): boolean {
  return element instanceof CfnSecurityGroupIngress || element instanceof CfnSecurityGroupEgress;
}

/**
 * The logical id of a rule, from places within the stack alone. CDK names a rule after the whole path of its peer, up to
 * the app: the same stack would replace its rules when it moves into a stage, and EC2 refuses to make a rule that is
 * there already. Undefined for a rule whose peer is not in `places`.
 */
export function ruleLogicalId(stack: Stack, rule: CfnElement, places: PeerPlaces): string | undefined {
  const peer = /^(?:from|to) (\w+):/.exec(rule.node.id)?.[1] ?? '';
  const at = places.get(peer);
  if (at === undefined) return undefined;
  return idOfPlace(rule.node.path.slice(stack.node.path.length).replace(peer, at));
}
