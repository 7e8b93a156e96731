import type { Service } from '../compose/project.js';
import type { ComposePath, Diagnostic } from '../diagnostics/diagnostic.js';
import type { Cause, Decided, TargetPlan } from '../model/deployment-plan.js';
import { existingLoadBalancer, givenLoadBalancer } from './existing-load-balancer.js';
import { found, type Found } from './found.js';
import type { Planning } from './planning.js';
import { domain, route } from '../keys/extension/port-keys.js';
import { broughtAlong, tlsOf, type Tls } from './certificates.js';
import { isHttp } from './listener-port.js';
import { portProtocol, type PortProtocol } from './port-protocol.js';
import { portReach, printPort } from './port-reach.js';
import { routeOf, type Route } from './routes.js';
import { statedForPort } from './stated-for-port.js';
import { unusedPortKeys } from './unused-port-keys.js';
import type { Port } from './service-parts.js';

/** A port of a service that a load balancer publishes. */
export interface PublishedPort {
  readonly service: string;
  /** Its place in the service's `ports`. */
  readonly index: number;
  readonly target: number;
  /** As the Compose file publishes it; the listener's may be another. */
  readonly published: number;
  readonly protocol: PortProtocol;
  readonly scheme: 'internet-facing' | 'internal';
  readonly tls: Tls | undefined;
  /** What it gets of its listener's requests; none: what no route matches. */
  readonly routes: readonly StatedRoute[];
  readonly cause: Cause;
}

/** A route with the place that states it. */
export interface StatedRoute extends Route {
  readonly path: ComposePath;
}

/** What becomes of the ports of one service. */
export interface Exposure {
  readonly published: readonly PublishedPort[];
  /** Ports that `ports` names and that stay inside the networks. */
  readonly unpublished: readonly Decided<number>[];
}

/** Which ports of a service are published and which are not: only what a load balancer must reach is opened. */
export function exposure(planning: Planning, name: string): Found<Exposure> {
  const diagnostics: Diagnostic[] = [];
  const candidates: PublishedPort[] = [];
  const unpublished: Decided<number>[] = [];
  (planning.project.services[name]?.ports ?? []).forEach((port, index) => {
    const reach = portReach(planning, name, index);
    diagnostics.push(...reach.diagnostics);
    const { scheme, path, because } = reach.value;
    if (scheme === undefined) {
      unpublished.push(planning.decided(port.target, path, because ?? 'ports'));
      return;
    }
    candidates.push(publishedPort(planning, { name, port, index, scheme, because }));
  });
  const redirected = candidates.filter((port) => isRedirected(port, candidates));
  const published = candidates.filter((port) => !redirected.includes(port));
  unpublished.push(
    ...redirected.map(({ target, cause }) => ({
      value: target,
      cause: { ...cause, because: `${cause.because}, sent to HTTPS` },
    })),
  );
  diagnostics.push(...unusedPortKeys(planning, name, published), ...forBothProtocols(planning, published));
  return found({ published, unpublished }, diagnostics);
}

function publishedPort(
  planning: Planning,
  {
    name,
    port,
    index,
    scheme,
    because,
  }: Pick<PublishedPort, 'index' | 'scheme'> & {
    readonly name: string;
    readonly port: Port;
    readonly because: string | undefined;
  },
): PublishedPort {
  const service = planning.project.services[name] as Service;
  const path = ['services', name, 'ports', index];
  const tls = tlsOf(planning, name, index);
  const webTls = tls ?? broughtAlong(planning, path);
  const routes = routesOf(planning, name, index, tls);
  const protocol = portProtocol(name, service, port, {
    hasTls: webTls !== undefined,
    readsHttp: routes.length > 0 || isApplicationGiven(planning),
  });
  const isWeb = protocol.spoken === 'http' || protocol.spoken === 'https';
  // Other protocols get TLS where their own port asks for it: a service's key may be meant for its HTTP port.
  const ofPort = tls?.ofPort === true && protocol.spoken === 'tcp' ? tls : undefined;
  return {
    service: name,
    index,
    target: port.target,
    published: listenedAt(port),
    protocol,
    scheme,
    tls: isWeb ? webTls : ofPort,
    routes: isWeb ? routes : [],
    cause: planning.cause(
      path,
      [`ports ${printPort(port)}`, because, protocol.because].filter(Boolean).join(', '),
    ),
  };
}

/** Whether the project or the caller has an application load balancer already. */
function isApplicationGiven(planning: Planning): boolean {
  const given = givenLoadBalancer(planning, 'application') ?? existingLoadBalancer(planning);
  return given?.type === 'application';
}

/** Container ports that are published for TCP and for UDP, told once each. */
function forBothProtocols(planning: Planning, published: readonly PublishedPort[]): readonly Diagnostic[] {
  const udp = published.filter(({ protocol }) => protocol.spoken === 'udp');
  return udp
    .filter(
      (port, index) =>
        udp.findIndex(({ target }) => target === port.target) === index &&
        mappingOf(port, published) === 'tcp',
    )
    .map(({ service, target, cause }) =>
      planning.finding('same-port-tcp-and-udp', { service, port: target }, cause.path),
    );
}

/** ECS maps a container port once: as TCP, where anything but UDP is published of it. */
export function mappingOf(
  { service, target }: PublishedPort,
  published: readonly PublishedPort[],
): TargetPlan['mapping'] {
  const isTcp = published.some(
    (other) => other.service === service && other.target === target && other.protocol.spoken !== 'udp',
  );
  return isTcp ? 'tcp' : 'udp';
}

/** The routes of an HTTP port: those that `x-aws-route` states, else the hosts of its domains. */
function routesOf(
  planning: Planning,
  name: string,
  index: number,
  tls: Tls | undefined,
): readonly StatedRoute[] {
  const asked = statedForPort(planning, name, index, route);
  const domains = tls?.domains ?? [];
  if (asked !== undefined) {
    return asked.value.map((one) => ({ ...routeOf(one, domains), path: asked.path }));
  }
  const hosts = statedForPort(planning, name, index, domain);
  return hosts === undefined ? [] : [{ ...routeOf({ host: domains }, []), path: hosts.path }];
}

/** Plain HTTP beside HTTPS of the same service: who comes to it is sent there, as wherever there is a certificate. */
function isRedirected(port: PublishedPort, published: readonly PublishedPort[]): boolean {
  const isSecure = (one: PublishedPort): boolean => isHttp(one) && one.tls !== undefined;
  return (
    isSecure(port) &&
    port.published === 80 &&
    port.routes.every((one) => one.port === undefined) &&
    published.some((other) => isSecure(other) && other.published === 443 && other.scheme === port.scheme)
  );
}

/** The listener's port: what is published, else the target; the first of a range. */
function listenedAt({ published, target }: Port): number {
  const first = Number.parseInt(published ?? '', 10);
  return Number.isNaN(first) || first === 0 ? target : first;
}
