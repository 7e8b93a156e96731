import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Protocol } from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { ListenerPlan, LoadBalancerPlan, TargetPlan } from '../model/deployment-plan.js';
import type { ComposeService } from './compose-service.js';
import type { Platform } from './platform.js';
import type { ServiceOverride } from './service-override.js';

/** What load balancers stand in front of. */
export interface FrontDoorContext {
  readonly platform: Platform;
  readonly services: ReadonlyMap<string, ComposeService>;
  readonly overrides: Readonly<Record<string, ServiceOverride>>;
}

/** The load balancers with their listeners and target groups: the only things with a rule from the internet. */
export function makeLoadBalancers(
  scope: Construct,
  plans: readonly LoadBalancerPlan[],
  context: FrontDoorContext,
): void {
  const parent = new Construct(scope, 'LoadBalancers');
  for (const plan of plans)
    if (plan.type === 'application') makeApplicationLoadBalancer(parent, plan, context);
    else makeNetworkLoadBalancer(parent, plan, context);
}

function makeApplicationLoadBalancer(
  scope: Construct,
  plan: LoadBalancerPlan,
  context: FrontDoorContext,
): void {
  const { vpc } = context.platform;
  const loadBalancer = new elbv2.ApplicationLoadBalancer(scope, plan.name, {
    vpc,
    internetFacing: plan.scheme === 'internet-facing',
    securityGroup: groupOf(scope, plan, vpc),
  });
  for (const listener of plan.listeners) {
    const { service, override } = find(context, listener.target);
    const props: elbv2.ApplicationTargetGroupProps = {
      ...targetProps(listener.target, vpc),
      protocol: listener.target.protocol as elbv2.ApplicationProtocol,
    };
    const targetGroup = new elbv2.ApplicationTargetGroup(
      service,
      targetGroupId(plan, listener),
      override.targetGroup?.(props) ?? props,
    );
    loadBalancer.addListener(`Listener${listener.port}`, {
      port: listener.port,
      protocol: listener.protocol as elbv2.ApplicationProtocol,
      open: false,
      defaultTargetGroups: [targetGroup],
    });
    open(loadBalancer, plan, listener, vpc);
    targetOf(service, listener.target).attachToApplicationTargetGroup(targetGroup);
    admit(service, loadBalancer, listener.target);
    service.targetGroups.push(targetGroup);
  }
}

function makeNetworkLoadBalancer(scope: Construct, plan: LoadBalancerPlan, context: FrontDoorContext): void {
  const { vpc } = context.platform;
  const loadBalancer = new elbv2.NetworkLoadBalancer(scope, plan.name, {
    vpc,
    internetFacing: plan.scheme === 'internet-facing',
    securityGroups: [groupOf(scope, plan, vpc)],
  });
  for (const listener of plan.listeners) {
    const { service, override } = find(context, listener.target);
    const props: elbv2.NetworkTargetGroupProps = {
      ...targetProps(listener.target, vpc),
      protocol: listener.target.protocol as elbv2.Protocol,
    };
    const targetGroup = new elbv2.NetworkTargetGroup(
      service,
      targetGroupId(plan, listener),
      override.networkTargetGroup?.(props) ?? props,
    );
    loadBalancer.addListener(`Listener${listener.port}`, {
      port: listener.port,
      protocol: listener.protocol as elbv2.Protocol,
      defaultTargetGroups: [targetGroup],
    });
    open(loadBalancer, plan, listener, vpc);
    targetOf(service, listener.target).attachToNetworkTargetGroup(targetGroup);
    admit(service, loadBalancer, listener.target);
    service.targetGroups.push(targetGroup);
  }
}

function groupOf(scope: Construct, plan: LoadBalancerPlan, vpc: ec2.IVpc): ec2.SecurityGroup {
  return new ec2.SecurityGroup(scope, `${plan.name}SecurityGroup`, {
    vpc,
    allowAllOutbound: false,
    description: `Load balancer ${plan.name}`,
  });
}

// A target group belongs to one listener, and stands with its service so that both change together.
function targetGroupId(plan: LoadBalancerPlan, listener: ListenerPlan): string {
  return `${plan.name}${listener.port}`;
}

function find(
  { services, overrides }: FrontDoorContext,
  target: TargetPlan,
): { readonly service: ComposeService; readonly override: ServiceOverride } {
  const service = services.get(target.service);
  if (service === undefined) throw new Error(`the plan has no service '${target.service}'`);
  return { service, override: overrides[target.service] ?? {} };
}

function targetProps(target: TargetPlan, vpc: ec2.IVpc) {
  const { protocol, port, path, matcher, interval, timeout } = target.healthCheck.value;
  return {
    vpc,
    port: target.containerPort,
    targetType: elbv2.TargetType.IP,
    deregistrationDelay: Duration.seconds(target.deregistrationDelay),
    healthCheck: {
      enabled: true,
      protocol: protocol as elbv2.Protocol,
      ...(port === undefined ? {} : { port: String(port) }),
      ...(path === undefined ? {} : { path }),
      ...(matcher === undefined ? {} : { healthyHttpCodes: matcher }),
      ...(interval === undefined ? {} : { interval: Duration.seconds(interval) }),
      ...(timeout === undefined ? {} : { timeout: Duration.seconds(timeout) }),
    },
  };
}

function targetOf({ service }: ComposeService, { container, containerPort, protocol }: TargetPlan) {
  return service.loadBalancerTarget({
    containerName: container,
    containerPort,
    protocol: protocol === 'UDP' ? Protocol.UDP : Protocol.TCP,
  });
}

function open(
  loadBalancer: ec2.IConnectable,
  plan: LoadBalancerPlan,
  { port, protocol }: ListenerPlan,
  vpc: ec2.IVpc,
): void {
  const peer = plan.scheme === 'internet-facing' ? ec2.Peer.anyIpv4() : ec2.Peer.ipv4(vpc.vpcCidrBlock);
  loadBalancer.connections.allowFrom(peer, protocol === 'UDP' ? ec2.Port.udp(port) : ec2.Port.tcp(port));
}

// Health checks come from the load balancer, too, and may ask another port.
function admit(service: ComposeService, loadBalancer: ec2.IConnectable, target: TargetPlan): void {
  const traffic =
    target.protocol === 'UDP' ? ec2.Port.udp(target.containerPort) : ec2.Port.tcp(target.containerPort);
  service.service.connections.allowFrom(loadBalancer, traffic, 'load balancer');
  const health =
    target.healthCheck.value.port ?? (target.protocol === 'UDP' ? target.containerPort : undefined);
  if (health !== undefined && (health !== target.containerPort || target.protocol === 'UDP'))
    service.service.connections.allowFrom(loadBalancer, ec2.Port.tcp(health), 'health check');
}
