import type { PublishedPort } from './exposure.js';

const HTTPS_PORT = 443;
/** Published ports that people mean the web by, the best first. */
const WEB_PORTS: readonly number[] = [HTTPS_PORT, 80];

/**
 * The listener's port: as published; with a certificate the HTTP port that people browse is 443, whatever it is on a
 * laptop. A route may state another, so that services that cannot share a port on a laptop share one here.
 */
export function listenerPort(port: PublishedPort, ports: readonly PublishedPort[]): number {
  const [route] = port.routes.filter(({ port: asked }) => asked !== undefined);
  if (route?.port !== undefined) return route.port;
  if (port.tls === undefined || !isHttp(port)) return port.published;
  const siblings = ports.filter((other) => other.service === port.service && isHttp(other));
  const [web = siblings[0]] = WEB_PORTS.flatMap((number) =>
    siblings.filter(({ published }) => published === number),
  );
  return web === port ? HTTPS_PORT : port.published;
}

/** Whether an application load balancer publishes it. */
export function isHttp({ protocol }: PublishedPort): boolean {
  return protocol.spoken === 'http' || protocol.spoken === 'https';
}
