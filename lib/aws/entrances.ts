import type { Checked } from '../diagnostics/diagnostic.js';

/** Where requests for a target group come in: a listener of a load balancer, or one of its rules. */
export interface Entrance {
  readonly targetGroup: string;
  readonly scheme: 'internet-facing' | 'internal';
  /** The load balancer's own DNS name. */
  readonly address: string;
  readonly port: number;
  /** `HTTPS` */
  readonly protocol: string;
  /** Host names and paths that a rule asks for; empty: any. */
  readonly hosts: readonly string[];
  readonly paths: readonly string[];
}

/** Finds the entrances to target groups, by their ARNs. */
export type FindEntrances = (targetGroups: readonly string[]) => Promise<Checked<readonly Entrance[]>>;
