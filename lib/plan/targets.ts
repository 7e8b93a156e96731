import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { TargetPlan } from '../model/deployment-plan.js';
import { mappingOf, type PublishedPort } from './exposure.js';
import { found, type Found } from './found.js';
import { ecsName } from './identity.js';
import type { Planning } from './planning.js';
import { targetHealth } from './target-health.js';

/** Seconds that a stopping task keeps its open requests; the default of 300 would make every deployment wait. */
const DEREGISTRATION_DELAY = 30;

const TARGET_PROTOCOL = { http: 'HTTP', https: 'HTTPS', tcp: 'TCP', udp: 'UDP' } as const;

/** What stands behind the published ports of one load balancer. */
export type Targets = ReadonlyMap<PublishedPort, TargetPlan>;

/**
 * The targets of a load balancer's ports. Listeners of one load balancer share a target group: a container port that
 * is published several times takes one of the five that an ECS service has.
 */
export function targetsFor(
  planning: Planning,
  balancer: string,
  mine: readonly PublishedPort[],
  all: readonly PublishedPort[],
): Found<Targets> {
  const diagnostics: Diagnostic[] = [];
  const groups = new Map<string, string>();
  const targets = new Map<PublishedPort, TargetPlan>();
  for (const port of mine) {
    // Both protocols of a port share the target group, so that they share its health check, too.
    const probed = mine.find((other) => isTwin(port, other) && other.protocol.spoken === 'tcp') ?? port;
    const health = targetHealth(planning, probed);
    if (probed === port) diagnostics.push(...health.diagnostics);
    const target: Omit<TargetPlan, 'group'> = {
      service: port.service,
      container: ecsName(port.service),
      containerPort: port.target,
      protocol: protocolOf(port, mine, all),
      mapping: mappingOf(port, all),
      version: port.protocol.version,
      healthCheck: health.value,
      deregistrationDelay: DEREGISTRATION_DELAY,
    };
    targets.set(port, { ...target, group: groupOf(groups, balancer, port, target) });
  }
  return found(targets, diagnostics);
}

/** A listener for UDP may stand before a group for both protocols, as one for TCP may; one for TLS may not. */
function protocolOf(
  port: PublishedPort,
  mine: readonly PublishedPort[],
  all: readonly PublishedPort[],
): TargetPlan['protocol'] {
  const { spoken } = port.protocol;
  if (spoken === 'udp') return mappingOf(port, all) === 'tcp' ? 'TCP_UDP' : 'UDP';
  const isShared = spoken === 'tcp' && port.tls === undefined && mine.some((other) => isTwin(port, other));
  return isShared ? 'TCP_UDP' : TARGET_PROTOCOL[spoken];
}

/** Whether two published ports are one container port, for TCP and for UDP. */
function isTwin(one: PublishedPort, other: PublishedPort): boolean {
  const isUdp = one.protocol.spoken === 'udp';
  const plain = isUdp ? other : one;
  return (
    one.service === other.service &&
    one.target === other.target &&
    isUdp !== (other.protocol.spoken === 'udp') &&
    plain.protocol.spoken === 'tcp' &&
    plain.tls === undefined
  );
}

/** Named after the container port, which outlives what it is published as; after that, too, where groups differ. */
function groupOf(
  groups: Map<string, string>,
  balancer: string,
  { service, target, published }: PublishedPort,
  plan: Omit<TargetPlan, 'group'>,
): string {
  const content = JSON.stringify([plan.protocol, plan.version, plan.healthCheck.value]);
  for (const name of [`${balancer}${target}`, `${balancer}${target}-${published}`]) {
    const key = `${service}/${name}`;
    if ((groups.get(key) ?? content) !== content) continue;
    groups.set(key, content);
    return name;
  }
  return `${balancer}${target}-${published}-${plan.protocol}`;
}
