import { hasWayOut } from '../compose/way-out.js';
import type { ComposePath, Diagnostic } from '../diagnostics/diagnostic.js';
import { expose } from '../keys/extension/port-keys.js';
import type { LoadBalancerPlan } from '../model/deployment-plan.js';
import { found, type Found } from './found.js';
import { originalImage } from './image-facts.js';
import type { Planning } from './planning.js';
import { transport } from './port-protocol.js';
import type { Port } from './service-parts.js';
import { statedForPort } from './stated-for-port.js';
import { taskKind } from './task-kind.js';
import { backEndBehind } from './well-known.js';

/** Whence a port is reached, and what says so. */
export interface PortReach {
  /** Undefined: from the networks of its service alone. */
  readonly scheme: LoadBalancerPlan['scheme'] | undefined;
  readonly path: ComposePath;
  /** Undefined: nothing but that the port is published. */
  readonly because: string | undefined;
}

const SCHEME = { public: 'internet-facing', internal: 'internal', none: undefined } as const;

/** Who reaches a port that `ports` names: what is asked for, else no more than reach it on a laptop's network. */
export function portReach(planning: Planning, name: string, index: number): Found<PortReach> {
  const service = planning.project.services[name];
  const port = service?.ports?.[index];
  const path = ['services', name, 'ports', index];
  if (port === undefined) return found({ scheme: undefined, path, because: undefined });
  const kind = taskKind(planning, name);
  if (kind.value !== 'service') {
    return found({ scheme: undefined, path: kind.cause.path, because: `a ${kind.value} is not published` });
  }
  const asked = statedForPort(planning, name, index, expose);
  const inside = (because: string, ...diagnostics: readonly Diagnostic[]): Found<PortReach> =>
    found({ scheme: undefined, path, because: `ports ${printPort(port)}, ${because}` }, diagnostics);
  const isPublished = asked === undefined ? !isLoopback(port.host_ip) : asked.value !== 'none';
  if (isPublished && !TRANSPORTS.includes(transport(port))) {
    const values = { service: name, port: port.target, protocol: port.protocol };
    const finding = planning.finding('port-protocol-not-published', values, path);
    return inside(`${port.protocol} passes no load balancer`, finding);
  }
  if (asked !== undefined) {
    const scheme = SCHEME[asked.value];
    return found({ scheme, path: asked.path, because: `x-aws-expose ${asked.value}` });
  }
  if (isLoopback(port.host_ip)) return inside("the host's loopback alone");
  if (!hasWayOut(planning.project, name)) {
    const because =
      service?.network_mode === 'none' ? 'the service has no network' : 'all its networks are internal';
    const values = { service: name, port: port.target, because };
    return inside(because, planning.finding('internal-service-not-published', values, path));
  }
  const store = backEndBehind(originalImage(planning, name)?.repository, port.target);
  if (store !== undefined) {
    const values = { service: name, port: port.target, store };
    return inside(`${store} stays inside`, planning.finding('data-store-not-published', values, path));
  }
  return isPrivate(port.host_ip)
    ? found({ scheme: 'internal', path, because: 'a private address' })
    : found({ scheme: 'internet-facing', path, because: undefined });
}

const TRANSPORTS: readonly string[] = ['tcp', 'udp'];

/** `"8080:80"`, as the short form has it. */
export function printPort({ host_ip, published, target, protocol }: Port): string {
  const host = host_ip === undefined ? '' : `${host_ip.includes(':') ? `[${host_ip}]` : host_ip}:`;
  const left = published === undefined || published === '' ? '' : `${published}:`;
  return `"${host}${left}${target}${protocol === 'tcp' ? '' : `/${protocol}`}"`;
}

function isLoopback(ip = ''): boolean {
  return /^(?:127\.|::1$|localhost$)/.test(ip);
}

/** Addresses that no router of the internet knows (RFC 1918, 3927, 4193, 4291): a laptop's own network. */
function isPrivate(ip = ''): boolean {
  return /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)/i.test(
    ip,
  );
}
