import type { ContainerDefinition } from '../aws/ecs.js';
import type { DeployedService } from './deployment.js';

/** Where the lines of a service are in CloudWatch Logs. */
export interface LogSource {
  readonly service: string;
  readonly group: string;
  /** What the names of its streams begin with; the id of the task follows. */
  readonly prefix: string;
}

/** Where the lines of a service are, as its deployed task definition says; undefined: elsewhere. */
export function logSource({ name, container }: DeployedService): LogSource | undefined {
  const { 'awslogs-group': group, 'awslogs-stream-prefix': prefix } = container.logOptions;
  if (container.logDriver !== 'awslogs' || group === undefined || prefix === undefined) return undefined;
  return { service: name, group, prefix: `${prefix}/${container.name}/` };
}

/** `awsfirelens: forward, fluentd.shop.internal:24224`: where lines go that are not in CloudWatch Logs. */
export function logDestination({ logDriver, logOptions }: ContainerDefinition): string {
  const stated = new Map(Object.entries(logOptions).map(([option, value]) => [option.toLowerCase(), value]));
  const host = stated.get('host');
  const port = stated.get('port');
  const parts = [
    stated.get('name'),
    stated.get('splunk-url'),
    host === undefined || port === undefined ? host : `${host}:${port}`,
  ].filter((part) => part !== undefined);
  return `${logDriver ?? 'no log driver'}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}`;
}
