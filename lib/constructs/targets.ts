import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Protocol } from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { ListenerPlan, TargetPlan } from '../model/deployment-plan.js';
import type { ComposeService } from './compose-service.js';
import type { GivenLoadBalancers } from './given-load-balancers.js';
import type { Platform } from './platform.js';
import type { ServiceOverride } from './service-override.js';

/** What a load balancer finds its targets by. */
export interface TargetContext {
  readonly platform: Platform;
  readonly services: ReadonlyMap<string, ComposeService>;
  readonly overrides: Readonly<Record<string, ServiceOverride>>;
  /** Where listeners and rules stand: below the load balancer, or by themselves where that is somebody's. */
  readonly home: Construct;
  /** Load balancers and listeners that the caller brings. */
  readonly given: GivenLoadBalancers;
  /** The security groups that its requests come from. */
  readonly admitted: readonly ec2.ISecurityGroup[];
}

/** The service that a target names, with what the caller changes about it. */
export function serviceOf(
  { services, overrides }: TargetContext,
  target: TargetPlan,
): { readonly service: ComposeService; readonly override: ServiceOverride } {
  const service = services.get(target.service);
  if (service === undefined) throw new Error(`the plan has no service '${target.service}'`);
  return { service, override: overrides[target.service] ?? {} };
}

/** What target groups of both kinds of load balancers state. */
export function targetProps(target: TargetPlan, vpc: ec2.IVpc) {
  const { protocol, port, path, matcher, interval, timeout, healthyThreshold, unhealthyThreshold } =
    target.healthCheck.value;
  const codes = target.version === 'GRPC' ? { healthyGrpcCodes: matcher } : { healthyHttpCodes: matcher };
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
      ...(matcher === undefined ? {} : codes),
      ...(interval === undefined ? {} : { interval: Duration.seconds(interval) }),
      ...(timeout === undefined ? {} : { timeout: Duration.seconds(timeout) }),
      ...(healthyThreshold === undefined ? {} : { healthyThresholdCount: healthyThreshold }),
      ...(unhealthyThreshold === undefined ? {} : { unhealthyThresholdCount: unhealthyThreshold }),
    },
  };
}

/** The port of a service, as ECS registers it. */
export function targetOf({ service }: ComposeService, { container, containerPort, mapping }: TargetPlan) {
  return service.loadBalancerTarget({
    containerName: container,
    containerPort,
    protocol: mapping === 'udp' ? Protocol.UDP : Protocol.TCP,
  });
}

/** Lets the load balancer reach the target. Health checks come from it, too, and may ask another port. */
export function admit(service: ComposeService, { admitted }: TargetContext, target: TargetPlan): void {
  const { containerPort, protocol } = target;
  const health = target.healthCheck.value.port ?? containerPort;
  for (const group of admitted) {
    for (const traffic of portsOf(protocol, containerPort))
      service.service.connections.allowFrom(group, traffic, 'load balancer');
    if (health !== containerPort || protocol === 'UDP')
      service.service.connections.allowFrom(group, ec2.Port.tcp(health), 'health check');
  }
}

/** The ports that a rule opens for what a listener or a target group speaks. */
export function portsOf(protocol: ListenerPlan['protocol'], port: number): readonly ec2.Port[] {
  if (protocol === 'TCP_UDP') return [ec2.Port.tcp(port), ec2.Port.udp(port)];
  return [protocol === 'UDP' ? ec2.Port.udp(port) : ec2.Port.tcp(port)];
}
