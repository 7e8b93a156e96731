import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { ListenerAction, ListenerPlan, RoutePlan, TargetPlan } from '../model/deployment-plan.js';
import type { NamedLoadBalancer } from './existing-load-balancer.js';
import type { PublishedPort, StatedRoute } from './exposure.js';
import { found, gatherList, type Found } from './found.js';
import { ecsName } from './identity.js';
import { isHttp, listenerPort } from './listener-port.js';
import type { Planning } from './planning.js';
import { MOST_CONDITION_VALUES, priorityOf, routeName } from './routes.js';
import { targetHealth } from './target-health.js';

/** Seconds that a stopping task keeps its open requests; the default of 300 would make every deployment wait. */
const DEREGISTRATION_DELAY = 30;
const HTTPS_PORT = 443;
const HTTP_PORT = 80;

const TARGET_PROTOCOL = { http: 'HTTP', https: 'HTTPS', tcp: 'TCP', udp: 'UDP' } as const;

/** The listeners of one load balancer: one for a port, whatever is spoken on it. */
export function listenersOf(
  planning: Planning,
  ports: readonly PublishedPort[],
  existing: NamedLoadBalancer | undefined,
): Found<readonly ListenerPlan[]> {
  const byPort = new Map<number, PublishedPort[]>();
  for (const port of ports.toSorted(byName)) {
    const number = listenerPort(port, ports);
    byPort.set(number, [...(byPort.get(number) ?? []), port]);
  }
  const listeners = gatherList(
    [...byPort]
      .toSorted(([a], [b]) => a - b)
      .map(([number, mine]) => listener(planning, number, mine, existing?.listeners[number])),
  );
  return found(withRedirect(planning, listeners.value, existing), listeners.diagnostics);
}

function listener(
  planning: Planning,
  number: number,
  ports: readonly PublishedPort[],
  existing: string | undefined,
): Found<ListenerPlan> {
  const diagnostics: Diagnostic[] = [];
  const targets = new Map(
    ports.map((port) => {
      const target = targetOf(planning, port);
      diagnostics.push(...target.diagnostics);
      return [port, target.value];
    }),
  );
  const [fallback, ...rivals] = ports.filter(({ routes }) => routes.length === 0);
  for (const { service, target, cause } of rivals) {
    // One port for TCP and for UDP is told where the service's ports are judged.
    if (fallback?.service === service && fallback.target === target) continue;
    const values = { port: number, service, other: fallback?.service ?? service };
    diagnostics.push(planning.finding('published-port-taken', values, cause.path));
  }
  const routes = routesOf(planning, ports, targets);
  diagnostics.push(...routes.diagnostics);
  if (existing !== undefined && fallback !== undefined) {
    const values = { service: fallback.service, port: number };
    diagnostics.push(planning.finding('listener-needs-route', values, fallback.cause.path));
  }
  const first = fallback ?? ports[0];
  const certificates = firstOfEach(
    ports.flatMap(({ tls }) => tls?.sources ?? []),
    ({ value }) => JSON.stringify(value),
  );
  const protocol = first === undefined ? 'HTTP' : listenerProtocol(first, certificates.length > 0);
  if (first !== undefined && number === HTTPS_PORT && protocol === 'HTTP' && first.tls === undefined) {
    const values = { service: first.service };
    diagnostics.push(planning.finding('https-port-without-certificate', values, first.cause.path));
  }
  const target = fallback === undefined ? undefined : targets.get(fallback);
  const action: ListenerAction = target === undefined ? { kind: 'not-found' } : { kind: 'forward', target };
  const cause = first?.cause ?? planning.cause(['services'], 'ports');
  return found(
    { port: number, protocol, existing, certificates, action, routes: routes.value, cause },
    diagnostics,
  );
}

function listenerProtocol(port: PublishedPort, hasCertificate: boolean): ListenerPlan['protocol'] {
  if (isHttp(port)) return hasCertificate ? 'HTTPS' : 'HTTP';
  if (port.protocol.spoken === 'udp') return 'UDP';
  return hasCertificate ? 'TLS' : 'TCP';
}

function routesOf(
  planning: Planning,
  ports: readonly PublishedPort[],
  targets: ReadonlyMap<PublishedPort, TargetPlan>,
): Found<readonly RoutePlan[]> {
  const diagnostics: Diagnostic[] = [];
  const plans: RoutePlan[] = [];
  for (const port of ports)
    for (const route of port.routes) {
      const target = targets.get(port);
      if (target === undefined) continue;
      const { service } = port;
      const count = route.hosts.length + route.paths.length;
      const priority = priorityOf(route);
      const rival = plans.find((other) => other.priority === priority);
      if (count > MOST_CONDITION_VALUES) {
        const values = { service, count, most: MOST_CONDITION_VALUES };
        diagnostics.push(planning.finding('route-too-long', values, route.path));
      }
      if (rival !== undefined) {
        const values = { service, other: rival.target.service, priority };
        diagnostics.push(planning.finding('route-taken', values, route.path));
        continue;
      }
      plans.push({
        name: routeName(service, route),
        priority,
        hosts: route.hosts,
        paths: route.paths.length + route.hosts.length === 0 ? ['*'] : route.paths,
        target,
        cause: planning.cause(route.path, sayRoute(route)),
      });
    }
  return found(
    plans.toSorted((a, b) => a.priority - b.priority),
    diagnostics,
  );
}

function sayRoute({ hosts, paths, path }: StatedRoute): string {
  const key = String(path.at(-1));
  return `${key} ${hosts.join(', ')}${paths[0] ?? ''}`.trimEnd();
}

/** Who comes by plain HTTP is sent to HTTPS, unless port 80 has something of its own. */
function withRedirect(
  planning: Planning,
  listeners: readonly ListenerPlan[],
  existing: NamedLoadBalancer | undefined,
): readonly ListenerPlan[] {
  const secure = listeners.find(({ port, protocol }) => port === HTTPS_PORT && protocol === 'HTTPS');
  if (secure === undefined || existing?.listeners[HTTP_PORT] !== undefined) return listeners;
  const action: ListenerAction = { kind: 'redirect', port: HTTPS_PORT };
  const plain = listeners.find(({ port }) => port === HTTP_PORT);
  if (plain !== undefined) {
    return listeners.map((one) =>
      one === plain && one.action.kind === 'not-found' ? { ...one, action } : one,
    );
  }
  const [certificate] = secure.certificates;
  return [
    {
      port: HTTP_PORT,
      protocol: 'HTTP',
      existing: undefined,
      certificates: [],
      action,
      routes: [],
      cause: certificate?.cause ?? planning.cause(['services'], 'HTTPS'),
    },
    ...listeners,
  ];
}

function targetOf(planning: Planning, port: PublishedPort): Found<TargetPlan> {
  const healthCheck = targetHealth(planning, port);
  const value: TargetPlan = {
    service: port.service,
    container: ecsName(port.service),
    containerPort: port.target,
    protocol: TARGET_PROTOCOL[port.protocol.spoken],
    version: port.protocol.version,
    healthCheck: healthCheck.value,
    deregistrationDelay: DEREGISTRATION_DELAY,
  };
  return found(value, healthCheck.diagnostics);
}

function byName(a: PublishedPort, b: PublishedPort): number {
  return (a.service < b.service ? -1 : Number(a.service > b.service)) || a.index - b.index;
}

function firstOfEach<T>(items: readonly T[], identity: (item: T) => unknown): readonly T[] {
  const seen = new Set<unknown>();
  return items.filter((item) => !seen.has(identity(item)) && seen.add(identity(item)));
}
