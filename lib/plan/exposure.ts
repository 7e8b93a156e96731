import type { Service } from '../compose/project.js';
import type { ComposePath, Diagnostic } from '../diagnostics/diagnostic.js';
import type { Cause, Decided } from '../model/deployment-plan.js';
import { found, type Found } from './found.js';
import type { Planning } from './planning.js';
import { portProtocol, type PortProtocol } from './port-protocol.js';
import { taskKind } from './task-kind.js';
import { dataStoreBehind } from './well-known.js';
import type { Port } from './service-parts.js';

/** Target groups that one ECS service takes. */
const MOST_TARGET_GROUPS = 5;

/** A port of a service that a load balancer publishes. */
export interface PublishedPort {
  readonly service: string;
  readonly target: number;
  readonly published: number;
  readonly protocol: PortProtocol;
  readonly scheme: 'internet-facing' | 'internal';
  readonly cause: Cause;
}

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
    const verdict = reach(planning, name, port, path);
    diagnostics.push(...verdict.diagnostics);
    if (verdict.value.scheme === undefined) {
      unpublished.push(planning.decided(port.target, verdict.value.path, verdict.value.because));
      return;
    }
    const protocol = portProtocol(name, service, port);
    published.push({
      service: name,
      target: port.target,
      published: publishedPort(port),
      protocol,
      scheme: verdict.value.scheme,
      cause: planning.cause(path, `ports ${printPort(port)}, ${protocol.because}`),
    });
  });
  const path = ['services', name, 'ports'];
  if (published.length > MOST_TARGET_GROUPS) {
    const values = { service: name, count: published.length, most: MOST_TARGET_GROUPS };
    diagnostics.push(planning.finding('too-many-published-ports', values, path));
  }
  for (const { target, protocol } of published) {
    const both = published.some((other) => other.target === target && other.protocol.spoken !== 'udp');
    if (protocol.spoken === 'udp' && both) {
      diagnostics.push(planning.finding('same-port-tcp-and-udp', { service: name, port: target }, path));
    }
  }
  return found({ published, unpublished }, diagnostics);
}

interface Reach {
  readonly scheme: PublishedPort['scheme'] | undefined;
  readonly path: ComposePath;
  readonly because: string;
}

function reach(planning: Planning, name: string, port: Port, path: ComposePath): Found<Reach> {
  const service = planning.project.services[name] as Service;
  const kind = taskKind(planning, name);
  if (kind.value !== 'service') {
    return found({ scheme: undefined, path: kind.cause.path, because: `a ${kind.value} is not published` });
  }
  const asked = port['x-aws-expose'] ?? service['x-aws-expose'];
  const key =
    port['x-aws-expose'] === undefined ? ['services', name, 'x-aws-expose'] : [...path, 'x-aws-expose'];
  if (asked === 'none') return found({ scheme: undefined, path: key, because: 'x-aws-expose none' });
  if (asked === 'internal') return found({ scheme: 'internal', path: key, because: 'x-aws-expose internal' });
  if (asked === 'public')
    return found({ scheme: 'internet-facing', path: key, because: 'x-aws-expose public' });
  if (isLoopback(port.host_ip)) {
    return found({ scheme: undefined, path, because: `ports ${printPort(port)}, the host's loopback alone` });
  }
  const store = dataStoreBehind(planning.images[name]?.repository, port.target);
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
