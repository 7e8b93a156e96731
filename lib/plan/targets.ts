import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { health } from '../keys/extension/traffic-keys.js';
import type { TargetPlan } from '../model/deployment-plan.js';
import { mappingOf, type PublishedPort } from './exposure.js';
import { found, type Found } from './found.js';
import { ecsName } from './identity.js';
import type { Planning } from './planning.js';
import { statedForPort } from './stated-for-port.js';
import { targetHealth } from './target-health.js';

/** Seconds that a stopping task keeps its open requests; the default of 300 would make every deployment wait. */
const DEREGISTRATION_DELAY = 30;

const TARGET_PROTOCOL = { http: 'HTTP', https: 'HTTPS', tcp: 'TCP', udp: 'UDP' } as const;

/** What stands behind the published ports of one load balancer. */
export type Targets = ReadonlyMap<PublishedPort, TargetPlan>;

/** The ports of one load balancer among all that are published, and the tasks that they are of. */
interface PortsOfBalancer {
  readonly mine: readonly PublishedPort[];
  readonly all: readonly PublishedPort[];
  /** By service, the main one of its task. */
  readonly mains: ReadonlyMap<string, string>;
}

/**
 * The targets of a load balancer's ports. Listeners of one load balancer share a target group: a container port that
 * is published several times takes one of the five that an ECS service has.
 */
export function targetsFor(
  planning: Planning,
  balancer: string,
  { mine, all, mains }: PortsOfBalancer,
): Found<Targets> {
  const diagnostics: Diagnostic[] = [];
  const groups = new Map<string, string>();
  const targets = new Map<PublishedPort, TargetPlan>();
  for (const port of mine) {
    const probed = probedFor(planning, port, mine);
    const check = targetHealth(planning, probed);
    if (probed === port) diagnostics.push(...check.diagnostics);
    const target: Omit<TargetPlan, 'group'> = {
      service: mains.get(port.service) ?? port.service,
      container: ecsName(port.service),
      containerPort: port.target,
      protocol: protocolOf(port, mine, all),
      mapping: mappingOf(port, all),
      version: port.protocol.version,
      healthCheck: check.value,
      deregistrationDelay: DEREGISTRATION_DELAY,
    };
    targets.set(port, { ...target, group: groupOf(groups, balancer, port, target) });
  }
  return found(targets, diagnostics);
}

/**
 * Whose health check a port has: both protocols of a container port share the target group, so one of them speaks for
 * both, TCP unless UDP alone states it.
 */
function probedFor(planning: Planning, port: PublishedPort, mine: readonly PublishedPort[]): PublishedPort {
  const twin = mine.find((other) => isTwin(port, other));
  if (twin === undefined || statesHealth(planning, port)) return port;
  if (statesHealth(planning, twin)) return twin;
  return port.protocol.spoken === 'udp' ? twin : port;
}

function statesHealth(planning: Planning, { service, index }: PublishedPort): boolean {
  return statedForPort(planning, service, index, health)?.ofPort === true;
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
  { target, published }: PublishedPort,
  plan: Omit<TargetPlan, 'group'>,
): string {
  const content = JSON.stringify([plan.protocol, plan.version, plan.healthCheck.value]);
  for (const name of [`${balancer}${target}`, `${balancer}${target}-${published}`]) {
    const key = `${plan.service}/${name}`;
    if ((groups.get(key) ?? content) !== content) continue;
    groups.set(key, content);
    return name;
  }
  return `${balancer}${target}-${published}-${plan.protocol}`;
}
