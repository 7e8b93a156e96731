import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import type {
  DeploymentPlan,
  ExistingLoadBalancer,
  ListenerPlan,
  LoadBalancerPlan,
} from '../model/deployment-plan.js';
import { accept } from './accepted-findings.js';
import { addressRange } from './address-range.js';
import { makeApplicationListener } from './application-listener.js';
import { makeCertificates, makeRecords, type Certificates } from './domains.js';
import { groupsOfGiven } from './given-load-balancers.js';
import { makeNetworkListener } from './network-listener.js';
import { portsOf, type TargetContext } from './targets.js';

/** What load balancers stand in front of. */
export type FrontDoorContext = Omit<TargetContext, 'admitted' | 'home'>;

/** By name in the plan. */
export type LoadBalancers = ReadonlyMap<string, elbv2.IApplicationLoadBalancer | elbv2.INetworkLoadBalancer>;

/** The load balancers with their listeners and target groups: the only things with a rule from the internet. */
export function makeLoadBalancers(
  scope: Construct,
  plan: DeploymentPlan,
  context: FrontDoorContext,
): LoadBalancers {
  const parent = new Construct(scope, 'LoadBalancers');
  const certificates = makeCertificates(scope, plan.certificates);
  const made = new Map<string, elbv2.IApplicationLoadBalancer | elbv2.INetworkLoadBalancer>();
  for (const one of plan.loadBalancers) {
    const loadBalancer =
      one.type === 'application'
        ? makeApplication(parent, one, context, certificates)
        : makeNetwork(parent, one, context, certificates);
    made.set(one.name, loadBalancer);
    if (one.webAcl !== undefined)
      new CfnWebACLAssociation(parent, `${one.name}WebAcl`, {
        resourceArn: loadBalancer.loadBalancerArn,
        webAclArn: one.webAcl.value,
      });
  }
  makeRecords(scope, plan.domains, made);
  return made;
}

function makeApplication(
  scope: Construct,
  plan: LoadBalancerPlan,
  context: FrontDoorContext,
  certificates: Certificates,
): elbv2.IApplicationLoadBalancer {
  const { vpc } = context.platform;
  const known = plan.existing?.value;
  const { application: given } = context.given;
  if (given !== undefined && given.loadBalancerArn === known?.arn) {
    const beside = besideGiven(scope, plan, context, given);
    for (const listener of plan.listeners) {
      makeApplicationListener(given, listener, beside, certificates);
      if (listener.existing === undefined) open(given, plan, listener, vpc);
    }
    return given;
  }
  const groups = groupsOf(scope, plan, vpc);
  const loadBalancer =
    known === undefined
      ? new elbv2.ApplicationLoadBalancer(scope, plan.name, {
          vpc,
          internetFacing: plan.scheme === 'internet-facing',
          securityGroup: groups[0],
        })
      : elbv2.ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(scope, plan.name, {
          loadBalancerArn: known.arn,
          securityGroupId: known.securityGroups[0] ?? '',
          vpc,
          ...addressOf(known),
        });
  accept(loadBalancer, 'ELB2');
  const targets: TargetContext = { ...context, home: loadBalancer, admitted: groups };
  for (const listener of plan.listeners) {
    makeApplicationListener(loadBalancer, listener, targets, certificates);
    if (known === undefined) open(loadBalancer, plan, listener, vpc);
  }
  return loadBalancer;
}

function makeNetwork(
  scope: Construct,
  plan: LoadBalancerPlan,
  context: FrontDoorContext,
  certificates: Certificates,
): elbv2.INetworkLoadBalancer {
  const { vpc } = context.platform;
  const known = plan.existing?.value;
  const { network: given } = context.given;
  if (given !== undefined && given.loadBalancerArn === known?.arn) {
    const beside = besideGiven(scope, plan, context, given);
    for (const listener of plan.listeners) {
      makeNetworkListener(given, listener, beside, certificates);
      open(given, plan, listener, vpc);
    }
    return given;
  }
  const groups = groupsOf(scope, plan, vpc);
  const loadBalancer =
    known === undefined
      ? new elbv2.NetworkLoadBalancer(scope, plan.name, {
          vpc,
          internetFacing: plan.scheme === 'internet-facing',
          securityGroups: [...groups],
        })
      : elbv2.NetworkLoadBalancer.fromNetworkLoadBalancerAttributes(scope, plan.name, {
          loadBalancerArn: known.arn,
          loadBalancerSecurityGroups: [...known.securityGroups],
          vpc,
          ...addressOf(known),
        });
  accept(loadBalancer, 'ELB2');
  const targets: TargetContext = { ...context, home: loadBalancer, admitted: groups };
  for (const listener of plan.listeners) {
    makeNetworkListener(loadBalancer, listener, targets, certificates);
    if (known === undefined) open(loadBalancer, plan, listener, vpc);
  }
  return loadBalancer;
}

/** A load balancer that the caller brings may be of another stack: nothing of ours stands below it. */
function besideGiven(
  scope: Construct,
  { name }: LoadBalancerPlan,
  context: FrontDoorContext,
  given: ec2.IConnectable,
): TargetContext {
  const home = (scope.node.tryFindChild(name) as Construct | undefined) ?? new Construct(scope, name);
  return { ...context, home, admitted: groupsOfGiven(given) };
}

/** The groups that its requests come from: one of its own, or those that it has. Rules of theirs are not ours to add. */
function groupsOf(scope: Construct, plan: LoadBalancerPlan, vpc: ec2.IVpc): readonly ec2.ISecurityGroup[] {
  const id = `${plan.name}SecurityGroup`;
  if (plan.existing !== undefined)
    return plan.existing.value.securityGroups.map((group, index) =>
      ec2.SecurityGroup.fromSecurityGroupId(scope, `${id}${index}`, group, { mutable: false }),
    );
  const made = new ec2.SecurityGroup(scope, id, {
    vpc,
    allowAllOutbound: false,
    description: `Load balancer ${plan.name}`,
  });
  if (plan.scheme === 'internet-facing') accept(made, 'EC23');
  return [made];
}

function open(
  loadBalancer: ec2.IConnectable,
  plan: LoadBalancerPlan,
  { port, protocol }: ListenerPlan,
  vpc: ec2.IVpc,
): void {
  const peer = plan.scheme === 'internet-facing' ? ec2.Peer.anyIpv4() : ec2.Peer.ipv4(addressRange(vpc));
  for (const opened of portsOf(protocol, port)) loadBalancer.connections.allowFrom(peer, opened);
}

function addressOf({ address }: ExistingLoadBalancer) {
  return address === undefined
    ? {}
    : { loadBalancerDnsName: address.dnsName, loadBalancerCanonicalHostedZoneId: address.hostedZone };
}
