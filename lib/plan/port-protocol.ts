import type { Service } from '../compose/project.js';
import { healthUrl } from './health-url.js';
import { HTTP_PORTS, TLS_PORTS } from './well-known.js';
import type { Port } from './service-parts.js';

/** What is spoken on a published port, as far as choosing a load balancer goes, and what tells it. */
export interface PortProtocol {
  readonly spoken: 'http' | 'https' | 'tcp' | 'udp';
  /** Of HTTP, as the container speaks it. */
  readonly version: 'HTTP1' | 'HTTP2' | 'GRPC';
  readonly because: string;
  /** The key under the service, or under the port, that tells it; undefined: the port number. */
  readonly toldBy: 'app_protocol' | 'x-aws-protocol' | 'healthcheck' | undefined;
}

/** What stands before a port, as far as it matters to what passes. */
export interface PortFront {
  /** Whether its listener has a certificate. */
  readonly hasTls: boolean;
  /** Whether only a load balancer that reads HTTP will do: it has routes, or an application load balancer is given. */
  readonly readsHttp: boolean;
}

const VERSIONS: Readonly<Record<string, PortProtocol['version']>> = {
  http: 'HTTP1',
  https: 'HTTP1',
  http2: 'HTTP2',
  h2c: 'HTTP2',
  grpc: 'GRPC',
};

/**
 * HTTP is told by `app_protocol`, `x-aws-protocol`, a URL in the healthcheck, or a usual port, in that order. HTTP/2 and
 * gRPC need a listener that speaks TLS, and so do the clients of a container that speaks TLS itself; without one they are
 * passed through as TCP.
 */
export function portProtocol(
  name: string,
  service: Service,
  port: Port,
  { hasTls, readsHttp }: PortFront,
): PortProtocol {
  const told = (
    spoken: PortProtocol['spoken'],
    because: string,
    toldBy?: PortProtocol['toldBy'],
    version: PortProtocol['version'] = 'HTTP1',
  ): PortProtocol => ({ spoken, version, because, toldBy });
  if (transport(port) === 'udp') return told('udp', 'UDP');
  for (const key of ['app_protocol', 'x-aws-protocol'] as const) {
    const stated = port[key];
    if (typeof stated !== 'string' || stated === '') continue;
    const version = VERSIONS[stated.toLowerCase()];
    if (version === undefined) return told('tcp', `${key} ${stated}`, key);
    const isTls = stated.toLowerCase() === 'https';
    // Our own key asks for the load balancer by name; Compose's says no more than what the container speaks.
    const isPassed = isTls && key === 'app_protocol' && !readsHttp;
    const wantsTls = version !== 'HTTP1' || isPassed;
    if (wantsTls && !hasTls) return told('tcp', `${key} ${stated} without a certificate`, key);
    return told(isTls ? 'https' : 'http', `${key} ${stated}`, key, version);
  }
  const url = healthUrl(name, service);
  if (url !== undefined && url.port === port.target) {
    const because = `the healthcheck asks ${url.protocol}`;
    return url.protocol === 'https' && !hasTls && !readsHttp
      ? told('tcp', `${because}, without a certificate`, 'healthcheck')
      : told(url.protocol, because, 'healthcheck');
  }
  if (HTTP_PORTS.has(port.target)) return told('http', `${port.target} is a usual HTTP port`);
  return told('tcp', TLS_PORTS.has(port.target) ? 'the container speaks TLS itself' : 'nothing says HTTP');
}

/** What carries the packets of a port: Docker takes the name in any case. */
export function transport({ protocol }: Port): string {
  return protocol.toLowerCase();
}
