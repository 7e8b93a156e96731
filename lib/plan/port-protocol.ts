import type { Service } from '../compose/project.js';
import { healthUrl } from './health-url.js';
import { HTTP_PORTS, TLS_PORTS } from './well-known.js';
import type { Port } from './service-parts.js';

/** What is spoken on a published port, as far as choosing a load balancer goes, and what tells it. */
export interface PortProtocol {
  readonly spoken: 'http' | 'https' | 'tcp' | 'udp';
  readonly because: string;
  /** The key under the service, or under the port, that tells it; undefined: the port number. */
  readonly toldBy: 'app_protocol' | 'x-aws-protocol' | 'healthcheck' | undefined;
}

/** HTTP is told by `app_protocol`, `x-aws-protocol`, a URL in the healthcheck, or a usual port, in that order. */
export function portProtocol(name: string, service: Service, port: Port): PortProtocol {
  if (port.protocol === 'udp') return { spoken: 'udp', because: 'UDP', toldBy: undefined };
  for (const key of ['app_protocol', 'x-aws-protocol'] as const) {
    const stated = port[key];
    if (typeof stated === 'string') {
      const because = `${key} ${stated}`;
      return stated === 'http' || stated === 'https'
        ? { spoken: stated, because, toldBy: key }
        : { spoken: 'tcp', because, toldBy: key };
    }
  }
  const url = healthUrl(name, service);
  if (url?.port === port.target) {
    return { spoken: url.protocol, because: `the healthcheck asks ${url.protocol}`, toldBy: 'healthcheck' };
  }
  if (HTTP_PORTS.has(port.target)) {
    return { spoken: 'http', because: `${port.target} is a usual HTTP port`, toldBy: undefined };
  }
  const because = TLS_PORTS.has(port.target) ? 'the container speaks TLS itself' : 'nothing says HTTP';
  return { spoken: 'tcp', because, toldBy: undefined };
}
