/** Logs that leave a task otherwise than to the project's log group. */
import type { Cause } from './cause.js';
import type { SecretSource } from './secret-plan.js';

/** How the logs of a container are sent on. */
export interface LogRoutePlan {
  /** `awsfirelens`: through the log router of the task. */
  readonly driver: 'awsfirelens' | 'splunk';
  /** `fluentd.shop.internal:24224`, or the output of Fluent Bit. */
  readonly destination: string;
  /** Those of the driver; of `awsfirelens`, those of an output of Fluent Bit. */
  readonly options: Readonly<Record<string, string>>;
  /** Options that ECS fills with secrets; none of them is in `options`. */
  readonly secrets: readonly SecretOptionPlan[];
  readonly cause: Cause;
}

/** An option of a log driver that ECS fills with a secret. */
export interface SecretOptionPlan {
  readonly option: string;
  readonly source: SecretSource;
}

/** A container that sends on the logs of the others in its task. */
export interface LogRouterPlan {
  /** A file of its image, read beside what ECS writes for it. */
  readonly configFile: string;
  /** MiB that are set aside for it, of which half holds lines that wait. */
  readonly memory: number;
}
