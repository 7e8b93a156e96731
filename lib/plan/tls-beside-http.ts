import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Exposure } from './exposure.js';
import { isHttp } from './listener-port.js';
import type { Planning } from './planning.js';
import { TLS_PORTS } from './well-known.js';

const HTTP_PORT = 80;
const HTTPS_PORT = 443;

/**
 * A warning about a service, a reverse proxy mostly, that takes HTTP on 80 and speaks TLS itself on 443: the one is
 * published by an application load balancer and the other by a network load balancer, each with a name of its own, so
 * that a redirect from HTTP to HTTPS leads to where nothing listens.
 */
export function tlsBesideHttp(planning: Planning, exposure: Exposure | undefined): readonly Diagnostic[] {
  const published = exposure?.published ?? [];
  const plain = published.find(
    (port) => isHttp(port) && port.published === HTTP_PORT && port.tls === undefined,
  );
  const secure = published.find(
    (port) => port.published === HTTPS_PORT && port.protocol.spoken === 'tcp' && TLS_PORTS.has(port.target),
  );
  return plain === undefined || secure === undefined || plain.scheme !== secure.scheme
    ? []
    : [planning.finding('redirect-leads-nowhere', { service: plain.service }, plain.cause.path)];
}
