import type { Layout } from './layout.js';

/**
 * What sets one environment apart: layers and values for the one Compose file, and where it is deployed to. Plain data,
 * the same in the CDK context (`compose:environments`) and in code.
 */
export interface EnvironmentDeclaration {
  /** Override files, merged in this order after the project's own Compose file. */
  readonly files?: readonly string[];
  /** Profiles to enable. */
  readonly profiles?: readonly string[];
  /** Files of variables. When there are any, `.env` is not read, as with `--env-file`. */
  readonly envFiles?: readonly string[];
  /** Variables for interpolation; they win over those of the process and of env files. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Twelve digits. Absent: that of the caller's credentials. */
  readonly account?: string;
  /** Absent: that of the caller's settings. */
  readonly region?: string;
  /** The way out to the internet of tasks, in a VPC that is created. Absent: one NAT gateway. */
  readonly egress?: 'nat-gateway' | 'nat-gateway-per-zone' | 'public';
  /** Availability zones of a VPC that is created. Absent: 2. */
  readonly zones?: number;
  /** Whether each service's own resources stand in a nested stack. Absent: where one stack would not hold everything. */
  readonly layout?: Layout;
}

/** Every environment of a project by name, in the order of promotion. */
export type Environments = Readonly<Record<string, EnvironmentDeclaration>>;
