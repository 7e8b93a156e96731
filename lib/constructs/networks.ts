import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { NetworkPlan } from '../model/deployment-plan.js';

/** By network name: the security group that the services of a Compose network join. */
export type NetworkGroups = ReadonlyMap<string, ec2.ISecurityGroup>;

/** One security group per Compose network: made, or joined as it is. */
export function makeNetworkGroups(
  scope: Construct,
  networks: readonly NetworkPlan[],
  vpc: ec2.IVpc,
): NetworkGroups {
  const parent = new Construct(scope, 'Networks');
  return new Map(
    networks.map(({ name, existing }) => [
      name,
      existing === undefined
        ? makeNetworkGroup(parent, name, vpc)
        : ec2.SecurityGroup.fromSecurityGroupId(parent, name, existing, { mutable: false }),
    ]),
  );
}

/**
 * Members reach each other on every port. The group lets nothing else in and nothing else out: the way to the internet
 * is each service's own group's.
 */
function makeNetworkGroup(scope: Construct, name: string, vpc: ec2.IVpc): ec2.SecurityGroup {
  const group = new ec2.SecurityGroup(scope, name, {
    vpc,
    allowAllOutbound: false,
    description: `Services of the Compose network ${name}`,
  });
  group.connections.allowInternally(ec2.Port.allTraffic(), 'members of the network');
  return group;
}
