import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { NetworkPlan } from '../model/deployment-plan.js';

/** By network name: the security group that the services of a Compose network join. */
export type NetworkGroups = ReadonlyMap<string, ec2.SecurityGroup>;

/**
 * One security group per Compose network, whose members reach each other on every port. It lets nothing else in and
 * nothing else out: the way to the internet is each service's own group's.
 */
export function makeNetworkGroups(
  scope: Construct,
  networks: readonly NetworkPlan[],
  vpc: ec2.IVpc,
): NetworkGroups {
  const parent = new Construct(scope, 'Networks');
  return new Map(
    networks.map(({ name }) => {
      const group = new ec2.SecurityGroup(parent, name, {
        vpc,
        allowAllOutbound: false,
        description: `Services of the Compose network ${name}`,
      });
      group.connections.allowInternally(ec2.Port.allTraffic(), 'members of the network');
      return [name, group];
    }),
  );
}
