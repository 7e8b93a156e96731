import { logSecretKey } from '../compose/log-secrets.js';
import type { LoggedContainer } from '../keys/logging/log-driver.js';
import { routedLogs, type RoutedLogs } from '../keys/logging/routed-logs.js';
import type { LogRoutePlan } from '../model/deployment-plan.js';
import { found, gather, type Found } from './found.js';
import { findReceiver, type Reachable } from './log-receiver.js';
import type { Planning } from './planning.js';
import { boundSource } from './secret-sources.js';

/** By service: how its logs are sent on; absent: they go to CloudWatch Logs. */
export type LogRoutes = Readonly<Record<string, LogRoutePlan | undefined>>;

/** How the logs of each service are sent on. */
export function logRoutes(planning: Planning, reachable: Reachable): Found<LogRoutes> {
  const names = Object.keys(planning.project.services).toSorted();
  return gather(Object.fromEntries(names.map((name) => [name, logRoute(planning, name, reachable)])));
}

/**
 * How the logs of a service are sent on. Undefined: they go to CloudWatch Logs, also where those who would receive them
 * are out of reach, or nothing would keep a secret.
 */
function logRoute(
  planning: Planning,
  service: string,
  reachable: Reachable,
): Found<LogRoutePlan | undefined> {
  const { logging } = planning.project.services[service] ?? {};
  const routed = logging === undefined || logging === null ? undefined : routedLogs(logging);
  if (routed === undefined) return found(undefined);
  const path = ['services', service, 'logging'];
  const container = loggedContainer(planning, service);
  const driver = `driver ${logging?.driver}`;
  const { address } = routed;
  if (address.kind === 'stated') {
    const options = routed.options(container, { host: '', port: 0 });
    const destination = `output ${options['Name']}`;
    return withSecrets(planning, service, routed, {
      options,
      destination,
      cause: planning.cause(path, driver),
    });
  }
  const receiver = findReceiver(planning, service, address, reachable);
  if (receiver.kind === 'unreachable') {
    const { because, instead } = receiver;
    return found(undefined, [planning.finding('logs-not-sent-on', { service, because, instead }, path)]);
  }
  const { host, port } = receiver.receiver;
  return withSecrets(planning, service, routed, {
    options: routed.options(container, receiver.receiver),
    destination: `${host}:${port}`,
    cause: planning.cause(path, `${driver}, ${receiver.because}`),
  });
}

/** Options whose values are secret are keys of the service's secret in an environment; without one, nothing keeps them. */
function withSecrets(
  { options: { environment }, bindings, finding }: Planning,
  service: string,
  { by, secrets: values }: RoutedLogs,
  route: Pick<LogRoutePlan, 'options' | 'destination' | 'cause'>,
): Found<LogRoutePlan | undefined> {
  const names = Object.keys(values).toSorted();
  if (environment === undefined && names.length > 0) {
    const because = `everyone would read ${names.join(', ')} in the task definition`;
    const instead = 'with --environment NAME it becomes a secret of that environment';
    // Never at the options: a report shows that line.
    const path = ['services', service];
    return found(undefined, [finding('logs-not-sent-on', { service, because, instead }, path)]);
  }
  const bound = bindings.variables?.[service];
  const secrets = names.flatMap((option) => {
    const key = logSecretKey(option);
    return bound?.keys?.includes(key) === true ? [{ option, source: { ...boundSource(bound), key } }] : [];
  });
  return found({ driver: by, ...route, secrets });
}

function loggedContainer({ project }: Planning, service: string): LoggedContainer {
  const { container_name: name, image, labels } = project.services[service] ?? {};
  return {
    project: project.name,
    service,
    name: name ?? `${project.name}-${service}-1`,
    image: image ?? `${project.name}-${service}`,
    labels: labels ?? {},
  };
}
