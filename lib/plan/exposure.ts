import type { Service } from '../compose/project.js';
import type { ComposePath, Diagnostic } from '../diagnostics/diagnostic.js';
import type { Cause, Decided, TargetPlan } from '../model/deployment-plan.js';
import { found, type Found } from './found.js';
import { originalImage } from './image-facts.js';
import type { Planning } from './planning.js';
import { domain, expose, route } from '../keys/extension/port-keys.js';
import { stated } from '../keys/extension/extension-key.js';
import { broughtAlong, tlsOf, type Tls } from './certificates.js';
import { portProtocol, type PortProtocol } from './port-protocol.js';
import { routeOf, type Route } from './routes.js';
import { statedForPort } from './stated-for-port.js';
import { taskKind } from './task-kind.js';
import { backEndBehind } from './well-known.js';
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

const SCHEME = { public: 'internet-facing', internal: 'internal', none: undefined } as const;

/** What becomes of the ports of one service. */
export interface Exposure {
  readonly published: readonly PublishedPort[];
  /** Ports that `ports` names and that stay inside the networks. */
  readonly unpublished: readonly Decided<number>[];
}

/** Which ports of a service are published and which are not: only what a load balancer must reach is opened. */
export function exposure(planning: Planning, name: string): Found<Exposure> {
  const service = planning.project.services[name] as Service;
  const diagnostics: Diagnostic[] = [];
  const published: PublishedPort[] = [];
  const unpublished: Decided<number>[] = [];
  (service.ports ?? []).forEach((port, index) => {
    const path = ['services', name, 'ports', index];
    const verdict = reach(planning, name, { port, index, path });
    diagnostics.push(...verdict.diagnostics);
    if (verdict.value.scheme === undefined) {
      unpublished.push(planning.decided(port.target, verdict.value.path, verdict.value.because));
      return;
    }
    const tls = tlsOf(planning, name, index);
    const protocol = portProtocol(name, service, port, tls !== undefined);
    const isHttp = protocol.spoken === 'http' || protocol.spoken === 'https';
    published.push({
      service: name,
      index,
      target: port.target,
      published: publishedPort(port),
      protocol,
      scheme: verdict.value.scheme,
      // Other protocols get TLS where their own port asks for it: a service's key may be meant for its HTTP port.
      tls: isHttp
        ? (tls ?? broughtAlong(planning, path))
        : tls?.ofPort === true && protocol.spoken === 'tcp'
          ? tls
          : undefined,
      routes: isHttp ? routesOf(planning, name, index, tls) : [],
      cause: planning.cause(path, `ports ${printPort(port)}, ${protocol.because}`),
    });
  });
  if (published.every(({ protocol }) => protocol.spoken !== 'http' && protocol.spoken !== 'https')) {
    diagnostics.push(...meaningless(planning, name));
  }
  for (const port of published) {
    if (port.protocol.spoken !== 'udp' || mappingOf(port, published) === 'udp') continue;
    const values = { service: name, port: port.target };
    diagnostics.push(planning.finding('same-port-tcp-and-udp', values, port.cause.path));
  }
  return found({ published, unpublished }, diagnostics);
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

/** What only an HTTP port can honour, in a service that publishes none. */
function meaningless(planning: Planning, name: string): readonly Diagnostic[] {
  const service = planning.project.services[name];
  const holders = [
    [service, ['services', name]] as const,
    ...(service?.ports ?? []).map((port, index) => [port, ['services', name, 'ports', index]] as const),
  ];
  return holders.flatMap(([holder, path]) =>
    // A domain on a port of its own is a name for whatever is spoken there.
    (path.length === 2 ? [route, domain] : [route])
      .filter((key) => stated(holder, key) !== undefined)
      .map(({ key }) => planning.finding('no-http-port-to-route', { service: name, key }, [...path, key])),
  );
}

interface Reach {
  readonly scheme: PublishedPort['scheme'] | undefined;
  readonly path: ComposePath;
  readonly because: string;
}

function reach(
  planning: Planning,
  name: string,
  { port, index, path }: { readonly port: Port; readonly index: number; readonly path: ComposePath },
): Found<Reach> {
  const kind = taskKind(planning, name);
  if (kind.value !== 'service') {
    return found({ scheme: undefined, path: kind.cause.path, because: `a ${kind.value} is not published` });
  }
  const asked = statedForPort(planning, name, index, expose);
  if (asked !== undefined) {
    const scheme = SCHEME[asked.value];
    return found({ scheme, path: asked.path, because: `x-aws-expose ${asked.value}` });
  }
  if (isLoopback(port.host_ip)) {
    return found({ scheme: undefined, path, because: `ports ${printPort(port)}, the host's loopback alone` });
  }
  const store = backEndBehind(originalImage(planning, name)?.repository, port.target);
  if (store === undefined) return found({ scheme: 'internet-facing', path, because: 'ports' });
  return found({ scheme: undefined, path, because: `ports ${printPort(port)}, ${store} stays inside` }, [
    planning.finding('data-store-not-published', { service: name, port: port.target, store }, path),
  ]);
}

/** The listener's port: what is published, else the target; the first of a range. */
function publishedPort({ published, target }: Port): number {
  const first = Number.parseInt(published ?? '', 10);
  return Number.isNaN(first) || first === 0 ? target : first;
}

/** `"8080:80"`, as the short form has it. */
export function printPort({ host_ip, published, target, protocol }: Port): string {
  const host = host_ip === undefined ? '' : `${host_ip}:`;
  const left = published === undefined || published === '' ? '' : `${published}:`;
  return `"${host}${left}${target}${protocol === 'udp' ? '/udp' : ''}"`;
}

function isLoopback(ip: string | undefined): boolean {
  return ip !== undefined && /^(?:127\.|::1$|\[::1\]$|localhost$)/.test(ip);
}
