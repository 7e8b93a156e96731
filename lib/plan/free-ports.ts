import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Exposure, PublishedPort } from './exposure.js';
import { found, type Found } from './found.js';
import { isHttp, listenerPort } from './listener-port.js';
import type { Planning } from './planning.js';

/**
 * A port that is published without a number gets any free one from Docker. Here it is the container's own, so that it
 * can be known, or the next one that nothing else of its load balancer has.
 */
export function withFreePorts(
  planning: Planning,
  exposures: Readonly<Record<string, Exposure>>,
): Found<Readonly<Record<string, Exposure>>> {
  const all = Object.values(exposures).flatMap(({ published }) => published);
  const moves = (port: PublishedPort): boolean =>
    isUnnumbered(planning, port) && listensAsPublished(port, all);
  const owners = new Map(
    all
      .filter((port) => port.routes.length === 0 && !moves(port))
      .map((port) => [placeOf(port, listenerPort(port, all)), port]),
  );
  const diagnostics: Diagnostic[] = [];
  const settled = (port: PublishedPort): PublishedPort => {
    if (!moves(port)) return port;
    const first = owners.get(placeOf(port, port.published));
    let free = port.published;
    while (!isFor(owners.get(placeOf(port, free)), port) && free < LAST_PORT) free += 1;
    owners.set(placeOf(port, free), port);
    if (first === undefined || free === port.published) return port;
    const { service, target, cause } = port;
    const values = { service, target, other: first.service, port: free };
    diagnostics.push(planning.finding('free-port-chosen', values, cause.path));
    return { ...port, published: free, cause: { ...cause, because: `${cause.because}, on a free port` } };
  };
  const value = Object.entries(exposures).map(([name, exposure]): [string, Exposure] => [
    name,
    { ...exposure, published: exposure.published.map(settled) },
  ]);
  return found(Object.fromEntries(value), diagnostics);
}

const LAST_PORT = 65_535;

function isUnnumbered({ project }: Planning, { service, index }: PublishedPort): boolean {
  const { published = '' } = project.services[service]?.ports?.[index] ?? {};
  return published === '' || published === '0';
}

/** Whether nothing but its number decides where it is listened to: no route, no certificate. */
function listensAsPublished(port: PublishedPort, all: readonly PublishedPort[]): boolean {
  return port.routes.length === 0 && listenerPort(port, all) === port.published;
}

/** One number of one load balancer. */
function placeOf(port: PublishedPort, number: number): string {
  return `${port.scheme} ${isHttp(port) ? 'application' : 'network'} ${number}`;
}

/** TCP and UDP of one container port share a listener. */
function isFor(owner: PublishedPort | undefined, port: PublishedPort): boolean {
  return owner === undefined || (owner.service === port.service && owner.target === port.target);
}
