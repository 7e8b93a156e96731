import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Fn, Stack } from 'aws-cdk-lib/core';
import type { Construct, IDependable } from 'constructs';
import { accept } from './accepted-findings.js';
import type { VpcPlan } from '../model/deployment-plan.js';

type CreatedVpc = Extract<VpcPlan, { kind: 'create' }>;

/** Address space is set aside for this many zones, so that a zone added later moves no subnet. */
const zonesInAddressSpace = 6;

/**
 * Makes the VPC, and the DHCP option set whose search list lets bare service names resolve (the resolver of each task
 * reads it when the task starts; Amazon VPC User Guide, "DHCP option sets").
 */
export function createVpc(
  scope: Construct,
  plan: CreatedVpc,
): { readonly vpc: ec2.Vpc; readonly searchListAssociation: IDependable } {
  const egress = plan.egress.value;
  const vpc = withZonesByPosition(
    scope,
    plan.zones,
    () =>
      new ec2.Vpc(scope, 'Vpc', {
        maxAzs: plan.zones,
        reservedAzs: zonesInAddressSpace - plan.zones,
        natGateways: egress === 'nat-gateway' ? 1 : egress === 'nat-gateway-per-zone' ? plan.zones : 0,
        subnetConfiguration: [
          { name: 'Public', subnetType: ec2.SubnetType.PUBLIC, cidrMask: 20 },
          ...(egress === 'public'
            ? []
            : egress === 'none'
              ? [{ name: 'Private', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 20 }]
              : [{ name: 'Private', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 20 }]),
        ],
        // The recommended flag would add a Lambda function and an asset; nothing here joins the default group.
        restrictDefaultSecurityGroup: false,
      }),
  );
  accept(vpc, 'VPC7');
  const options = new ec2.CfnDHCPOptions(scope, 'DhcpOptions', {
    domainName: plan.searchDomain,
    domainNameServers: ['AmazonProvidedDNS'],
  });
  const searchListAssociation = new ec2.CfnVPCDHCPOptionsAssociation(scope, 'DhcpOptionsAssociation', {
    vpcId: vpc.vpcId,
    dhcpOptionsId: options.ref,
  });
  return { vpc, searchListAssociation };
}

/**
 * Lets `make` see the region's first zones by position, named at deployment. A stack with an account and a region
 * would record a context lookup instead, and `Vpc` asks the stack even when zones are given to it.
 */
function withZonesByPosition<T>(scope: Construct, zones: number, make: () => T): T {
  const stack = Stack.of(scope);
  const own = Object.getOwnPropertyDescriptor(stack, 'availabilityZones');
  const value = Array.from({ length: zones }, (_, index) => Fn.select(index, Fn.getAzs()));
  Object.defineProperty(stack, 'availabilityZones', { configurable: true, value });
  try {
    return make();
  } finally {
    if (own === undefined) Reflect.deleteProperty(stack, 'availabilityZones');
    else Object.defineProperty(stack, 'availabilityZones', own);
  }
}
