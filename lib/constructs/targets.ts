import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Protocol } from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Duration } from 'aws-cdk-lib/core';
import type { ListenerPlan, LoadBalancerPlan, TargetPlan } from '../model/deployment-plan.js';
import type { ComposeService } from './compose-service.js';
import type { Platform } from './platform.js';
import type { ServiceOverride } from './service-override.js';

/** What a load balancer finds its targets by. */
export interface TargetContext {
  readonly platform: Platform;
  readonly services: ReadonlyMap<string, ComposeService>;
  readonly overrides: Readonly<Record<string, ServiceOverride>>;
  readonly loadBalancer: LoadBalancerPlan;
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

/**
 * A target group belongs to one listener, and stands with its service so that both change together. What routes lead to
 * is told apart by its port, too: several ports of a service may stand behind one listener.
 */
export function targetGroupId(
  { loadBalancer }: TargetContext,
  { port, action }: ListenerPlan,
  target: TargetPlan,
): string {
  const isFallback = action.kind === 'forward' && action.target === target;
  return `${loadBalancer.name}${port}${isFallback ? '' : `-${target.containerPort}`}`;
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
export function targetOf({ service }: ComposeService, { container, containerPort, protocol }: TargetPlan) {
  return service.loadBalancerTarget({
    containerName: container,
    containerPort,
    protocol: protocol === 'UDP' ? Protocol.UDP : Protocol.TCP,
  });
}

/** Lets the load balancer reach the target. Health checks come from it, too, and may ask another port. */
export function admit(service: ComposeService, { admitted }: TargetContext, target: TargetPlan): void {
  const { containerPort, protocol } = target;
  const traffic = protocol === 'UDP' ? ec2.Port.udp(containerPort) : ec2.Port.tcp(containerPort);
  const health = target.healthCheck.value.port ?? (protocol === 'UDP' ? containerPort : undefined);
  for (const group of admitted) {
    service.service.connections.allowFrom(group, traffic, 'load balancer');
    if (health !== undefined && (health !== containerPort || protocol === 'UDP'))
      service.service.connections.allowFrom(group, ec2.Port.tcp(health), 'health check');
  }
}
