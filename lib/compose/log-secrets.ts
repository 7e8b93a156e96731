import { routedLogs } from '../keys/logging/routed-logs.js';
import type { Project } from './project.js';

/**
 * The options of a service's log driver whose values are secret, by their keys among the secret values of its
 * environment. No variable of an environment has a dot in its name.
 */
export function logSecrets(
  { services }: Pick<Project, 'services'>,
  service: string,
): Readonly<Record<string, string>> {
  const { secrets = {} } = routedLogs(services[service]?.logging ?? {}) ?? {};
  return Object.fromEntries(Object.entries(secrets).map(([option, value]) => [logSecretKey(option), value]));
}

/** The key of an option. */
export function logSecretKey(option: string): string {
  return `logging.${option}`;
}
