import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Exposure, PublishedPort } from './exposure.js';
import { found, type Found } from './found.js';
import { isHttp, listenerPort } from './listener-port.js';
import type { Planning } from './planning.js';

/**
 * A port that is published without a number gets any free one from Docker, one of a range a free one of those. Here it
 * is the container's own, or the first of the range, so that it can be known; else the next one that nothing else of its
 * load balancer has.
 */
export function withFreePorts(
  planning: Planning,
  exposures: Readonly<Record<string, Exposure>>,
): Found<Readonly<Record<string, Exposure>>> {
  const all = Object.values(exposures).flatMap(({ published }) => published);
  const moves = (port: PublishedPort): boolean =>
    lastOf(planning, port) > port.published && listensAsPublished(port, all);
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
    const last = lastOf(planning, port);
    while (!isFor(owners.get(placeOf(port, free)), port) && free < last) free += 1;
    owners.set(placeOf(port, free), port);
    if (first === undefined || free === port.published) return port;
    const { service, target, cause } = port;
    const published = rangeOf(planning, port);
    const values = { service, target, published, other: first.service, port: free };
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

/** `8000-8010`; `''` where any number will do. */
function rangeOf({ project }: Planning, { service, index }: PublishedPort): string {
  const { published = '' } = project.services[service]?.ports?.[index] ?? {};
  return published === '0' ? '' : published;
}

/** The last number that a port may be published as. */
function lastOf(planning: Planning, port: PublishedPort): number {
  const range = rangeOf(planning, port);
  return range === '' ? LAST_PORT : Number(range.split('-')[1] ?? port.published);
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
