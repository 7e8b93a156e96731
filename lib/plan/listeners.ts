import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { ListenerAction, ListenerPlan } from '../model/deployment-plan.js';
import type { NamedLoadBalancer } from './existing-load-balancer.js';
import type { PublishedPort } from './exposure.js';
import { found, gatherList, type Found } from './found.js';
import { isHttp, listenerPort } from './listener-port.js';
import { listenerRules } from './listener-rules.js';
import type { Planning } from './planning.js';
import type { Targets } from './targets.js';

const HTTPS_PORT = 443;
const HTTP_PORT = 80;

/** The listeners of one load balancer: one for a port, whatever is spoken on it. */
export function listenersOf(
  planning: Planning,
  targets: Targets,
  existing: NamedLoadBalancer | undefined,
): Found<readonly ListenerPlan[]> {
  const ports = [...targets.keys()];
  const byPort = new Map<number, PublishedPort[]>();
  for (const port of ports.toSorted(byName)) {
    const number = listenerPort(port, ports);
    byPort.set(number, [...(byPort.get(number) ?? []), port]);
  }
  const listeners = gatherList(
    [...byPort]
      .toSorted(([a], [b]) => a - b)
      .map(([number, mine]) =>
        listener(planning, number, mine, { targets, existing: existing?.listeners[number] }),
      ),
  );
  return found(withRedirect(planning, listeners.value, existing), listeners.diagnostics);
}

function listener(
  planning: Planning,
  number: number,
  ports: readonly PublishedPort[],
  { targets, existing }: { readonly targets: Targets; readonly existing: string | undefined },
): Found<ListenerPlan> {
  const diagnostics: Diagnostic[] = [];
  const [fallback, ...rivals] = ports.filter(({ routes }) => routes.length === 0);
  diagnostics.push(
    ...rivals.flatMap((rival) => collision(planning, number, [fallback ?? rival, rival], targets)),
  );
  const routes = listenerRules(planning, ports, targets);
  diagnostics.push(...routes.diagnostics);
  if (existing !== undefined && fallback !== undefined) {
    const values = { service: fallback.service, port: number, isHttp: isHttp(fallback) };
    diagnostics.push(planning.finding('listener-needs-route', values, fallback.cause.path));
  }
  const first = fallback ?? ports[0];
  const certificates = firstOfEach(
    ports.flatMap(({ tls }) => tls?.sources ?? []),
    ({ value }) => JSON.stringify(value),
  );
  diagnostics.push(...(existing === undefined ? [] : unattached(planning, number, certificates)));
  const protocol = first === undefined ? 'HTTP' : listenerProtocol(ports, certificates.length > 0);
  const isNew = existing === undefined;
  if (
    first !== undefined &&
    isNew &&
    number === HTTPS_PORT &&
    protocol === 'HTTP' &&
    first.tls === undefined
  ) {
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

/** A certificate of others stays where others put it: taking it away again would not be ours to do. */
function unattached(
  planning: Planning,
  port: number,
  certificates: ListenerPlan['certificates'],
): readonly Diagnostic[] {
  return certificates.flatMap(({ value, cause }) =>
    value.kind === 'existing' && value.arn !== planning.options.certificate
      ? [planning.finding('certificate-not-attached', { port, certificate: value.arn }, cause.path)]
      : [],
  );
}

/** What two ports on one listener have to say about it: nothing, where one target group serves both. */
function collision(
  planning: Planning,
  port: number,
  [first, second]: readonly [PublishedPort, PublishedPort],
  targets: Targets,
): readonly Diagnostic[] {
  const isShared =
    first.service === second.service && targets.get(first)?.group === targets.get(second)?.group;
  if (isShared) return [];
  const values = { port, service: second.service, other: first.service };
  const code = isUdp(first) === isUdp(second) ? 'published-port-taken' : 'listener-of-two-protocols';
  return [planning.finding(code, values, second.cause.path)];
}

function listenerProtocol(
  ports: readonly PublishedPort[],
  hasCertificate: boolean,
): ListenerPlan['protocol'] {
  if (ports.some(isHttp)) return hasCertificate ? 'HTTPS' : 'HTTP';
  if (ports.every(isUdp)) return 'UDP';
  if (ports.some(isUdp)) return 'TCP_UDP';
  return hasCertificate ? 'TLS' : 'TCP';
}

function isUdp({ protocol }: PublishedPort): boolean {
  return protocol.spoken === 'udp';
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
  // Whoever made the listener for HTTPS has settled what port 80 does.
  if (secure.existing !== undefined) return listeners;
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

function byName(a: PublishedPort, b: PublishedPort): number {
  return (a.service < b.service ? -1 : Number(a.service > b.service)) || a.index - b.index;
}

function firstOfEach<T>(items: readonly T[], identity: (item: T) => unknown): readonly T[] {
  const seen = new Set<unknown>();
  return items.filter((item) => !seen.has(identity(item)) && seen.add(identity(item)));
}
