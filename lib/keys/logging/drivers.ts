import { awsfirelens } from './awsfirelens.js';
import { fluentd } from './fluentd.js';
import { gelf } from './gelf.js';
import type { RoutedDriver } from './log-driver.js';
import { loki } from './loki.js';
import { splunk } from './splunk.js';
import { syslog } from './syslog.js';

const DRIVERS: Readonly<Record<string, RoutedDriver>> = {
  awsfirelens,
  fluentd,
  gelf,
  loki,
  splunk,
  syslog,
};

/** Plugins of Docker are called after their image, or as they were installed. */
const PLUGINS: Readonly<Record<string, string>> = { 'grafana/loki-docker-driver': 'loki' };

/** The driver of this name, if it sends logs elsewhere than to CloudWatch Logs: `fluentd`, `loki:latest`. */
export function routedDriver(name: string | undefined): RoutedDriver | undefined {
  const plain = (name ?? '').replace(/:[^:/]*$/, '');
  const known = PLUGINS[plain] ?? plain;
  return Object.hasOwn(DRIVERS, known) ? DRIVERS[known] : undefined;
}
