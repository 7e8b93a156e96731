/** What the internet, or the network around the project, reaches. */
import type { Cause, Decided } from './cause.js';

/** A load balancer with its listeners. */
export interface LoadBalancerPlan {
  /** The construct id. */
  readonly name: string;
  readonly type: 'application' | 'network';
  readonly scheme: 'internet-facing' | 'internal';
  /** One that exists already; undefined: it is made. */
  readonly existing: Decided<ExistingLoadBalancer> | undefined;
  /** The ARN of the web ACL that guards it. */
  readonly webAcl: Decided<string> | undefined;
  readonly listeners: readonly ListenerPlan[];
  readonly cause: Cause;
}

/** A load balancer of others, as far as it must be known. */
export interface ExistingLoadBalancer {
  readonly arn: string;
  /** Whence its requests come to the tasks. */
  readonly securityGroups: readonly string[];
  /** What domains point at; undefined: the bindings do not say. */
  readonly address: { readonly dnsName: string; readonly hostedZone: string } | undefined;
}

/** A port of a load balancer and what stands behind it. */
export interface ListenerPlan {
  readonly port: number;
  readonly protocol: 'HTTP' | 'HTTPS' | 'TCP' | 'UDP' | 'TCP_UDP' | 'TLS';
  /** The ARN of a listener that exists already: it gets rules alone. */
  readonly existing: string | undefined;
  /** For HTTPS and TLS: the first is the default, the others are chosen by host name. */
  readonly certificates: readonly Decided<CertificateSource>[];
  /** What becomes of a request that no route matches. */
  readonly action: ListenerAction;
  /** By priority. */
  readonly routes: readonly RoutePlan[];
  readonly cause: Cause;
}

/** A certificate by its ARN, or one that the plan makes, by its name. */
export type CertificateSource =
  | { readonly kind: 'existing'; readonly arn: string }
  | { readonly kind: 'made'; readonly certificate: string };

/** What a listener does. */
export type ListenerAction =
  | { readonly kind: 'forward'; readonly target: TargetPlan }
  /** To HTTPS on this port, with the same host, path and query. */
  | { readonly kind: 'redirect'; readonly port: number }
  /** Answers 404: only requests of routes are meant for anybody. */
  | { readonly kind: 'not-found' };

/** A rule of a listener: requests of these hosts and paths go to a target. */
export interface RoutePlan {
  /** The construct id, made from what the route matches. */
  readonly name: string;
  /** 1 to 50000; follows from the route alone, so that other routes come and go without moving it. */
  readonly priority: number;
  /** Any of these; empty: every host. */
  readonly hosts: readonly string[];
  /** Any of these; empty: every path. */
  readonly paths: readonly string[];
  readonly target: TargetPlan;
  readonly cause: Cause;
}

/** A service's port behind a listener. */
export interface TargetPlan {
  /** The main service of the task, by which the ECS service goes; the container may be of another. */
  readonly service: string;
  /** The construct id of its target group, below the service: targets of one service that name the same share it. */
  readonly group: string;
  readonly container: string;
  readonly containerPort: number;
  /** `TCP_UDP`: the container port gets both, by one target group. */
  readonly protocol: 'HTTP' | 'HTTPS' | 'TCP' | 'UDP' | 'TCP_UDP';
  /** The protocol of the container port's only mapping in the task definition. */
  readonly mapping: 'tcp' | 'udp';
  /** Of HTTP and HTTPS. */
  readonly version: 'HTTP1' | 'HTTP2' | 'GRPC';
  readonly healthCheck: Decided<TargetHealthCheck>;
  /** Seconds. */
  readonly deregistrationDelay: number;
}

/** How a load balancer tells that a target is healthy. */
export interface TargetHealthCheck {
  readonly protocol: 'HTTP' | 'HTTPS' | 'TCP';
  /** The traffic port when undefined. */
  readonly port?: number;
  readonly path?: string;
  /** `200-499`; for gRPC its own codes: `0-99`. */
  readonly matcher?: string;
  /** Seconds. */
  readonly interval?: number;
  /** Seconds, less than the interval. */
  readonly timeout?: number;
  /** Checks in a row that make a target healthy, and unhealthy. */
  readonly healthyThreshold?: number;
  readonly unhealthyThreshold?: number;
}

/** A certificate that is made, and proven by records in a hosted zone. */
export interface CertificatePlan {
  /** The construct id: the first domain. */
  readonly name: string;
  readonly domains: readonly string[];
  readonly zone: ZonePlan;
  readonly cause: Cause;
}

/** A DNS name of a load balancer. */
export interface DomainPlan {
  readonly domain: string;
  /** The name of a load balancer of the plan. */
  readonly loadBalancer: string;
  readonly zone: ZonePlan;
  readonly cause: Cause;
}

/** A hosted zone of Route 53. */
export interface ZonePlan {
  readonly id: string;
  readonly name: string;
}

/** Everything that stands behind a listener. */
export function targetsOf({ action, routes }: ListenerPlan): readonly TargetPlan[] {
  return [...(action.kind === 'forward' ? [action.target] : []), ...routes.map(({ target }) => target)];
}
