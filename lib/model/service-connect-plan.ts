/** Names by ECS Service Connect, in place of DNS. Names and units are those of the ECS service. */
import type { Cause, Decided } from './cause.js';

/** What an ECS service does with Service Connect: a proxy of ECS stands in each of its tasks. */
export interface ServiceConnectPlan {
  readonly cause: Cause;
  /** Where others reach it; none: it only reaches others. */
  readonly endpoints: readonly ServiceConnectEndpoint[];
  /** Services that it starts after, and therefore reaches by their endpoints. */
  readonly reaches: readonly Decided<string>[];
}

/** One name on one port. */
export interface ServiceConnectEndpoint {
  /** The name of a port mapping of the task. */
  readonly portMapping: string;
  /** In the namespace, beside the names of DNS. */
  readonly discoveryName: string;
  /** What others call it: the client alias. */
  readonly dnsName: string;
  readonly port: number;
  /** Seconds that an answer may take, 0: any time; undefined where no HTTP is spoken. */
  readonly requestTimeout: number | undefined;
  /** Seconds that a connection may be idle, 0: any time; undefined: as long as ECS has it. */
  readonly idleTimeout: number | undefined;
  readonly cause: Cause;
}
