/** What the internet, or the network around the project, reaches. */
import type { Cause, Decided } from './cause.js';

/** A load balancer with its listeners. */
export interface LoadBalancerPlan {
  /** The construct id. */
  readonly name: string;
  readonly type: 'application' | 'network';
  readonly scheme: 'internet-facing' | 'internal';
  readonly listeners: readonly ListenerPlan[];
  readonly cause: Cause;
}

/** A port of a load balancer and what stands behind it. */
export interface ListenerPlan {
  readonly port: number;
  readonly protocol: 'HTTP' | 'HTTPS' | 'TCP' | 'UDP' | 'TLS';
  readonly target: TargetPlan;
  readonly cause: Cause;
}

/** A service's port behind a listener. */
export interface TargetPlan {
  readonly service: string;
  readonly container: string;
  readonly containerPort: number;
  readonly protocol: 'HTTP' | 'HTTPS' | 'TCP' | 'UDP';
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
  /** `200-499` */
  readonly matcher?: string;
  /** Seconds. */
  readonly interval?: number;
  /** Seconds, less than the interval. */
  readonly timeout?: number;
}
