import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { ListenerPlan, LoadBalancerPlan, TargetPlan } from '../model/deployment-plan.js';
import type { PublishedPort } from './exposure.js';
import { found, type Found } from './found.js';
import { ecsName } from './identity.js';
import type { Planning } from './planning.js';
import { targetHealth } from './target-health.js';

/** Seconds that a stopping task keeps its open requests; the default of 300 would make every deployment wait. */
const DEREGISTRATION_DELAY = 30;

const LISTENER_PROTOCOL = { http: 'HTTP', https: 'HTTP', tcp: 'TCP', udp: 'UDP' } as const;
const TARGET_PROTOCOL = { http: 'HTTP', https: 'HTTPS', tcp: 'TCP', udp: 'UDP' } as const;

/** HTTP ports stand behind an application load balancer, all others behind a network load balancer. */
export function loadBalancers(
  planning: Planning,
  ports: readonly PublishedPort[],
): Found<readonly LoadBalancerPlan[]> {
  const diagnostics: Diagnostic[] = [];
  const plans = (['application', 'network'] as const).flatMap((type) =>
    (['internet-facing', 'internal'] as const).flatMap((scheme): LoadBalancerPlan[] => {
      const mine = ports.filter((port) => typeOf(port) === type && port.scheme === scheme);
      const [first] = mine.toSorted(byPublished);
      if (first === undefined) return [];
      const listeners = listenersOf(planning, mine);
      diagnostics.push(...listeners.diagnostics);
      return [{ name: nameOf(type, scheme), type, scheme, listeners: listeners.value, cause: first.cause }];
    }),
  );
  return found(plans, diagnostics);
}

function listenersOf(planning: Planning, ports: readonly PublishedPort[]): Found<readonly ListenerPlan[]> {
  const diagnostics: Diagnostic[] = [];
  const byPort = new Map<string, PublishedPort>();
  const listeners = ports.toSorted(byPublished).flatMap((port): ListenerPlan[] => {
    const key = `${port.published}${port.protocol.spoken === 'udp' ? '/udp' : ''}`;
    const earlier = byPort.get(key);
    if (earlier !== undefined) {
      const values = { port: port.published, service: port.service, other: earlier.service };
      diagnostics.push(planning.finding('published-port-taken', values, port.cause.path));
      return [];
    }
    byPort.set(key, port);
    if (port.published === 443 && typeOf(port) === 'application') {
      diagnostics.push(
        planning.finding('https-port-without-certificate', { service: port.service }, port.cause.path),
      );
    }
    const target = targetOf(planning, port);
    diagnostics.push(...target.diagnostics);
    return [
      {
        port: port.published,
        protocol: LISTENER_PROTOCOL[port.protocol.spoken],
        target: target.value,
        cause: port.cause,
      },
    ];
  });
  return found(listeners, diagnostics);
}

function targetOf(planning: Planning, port: PublishedPort): Found<TargetPlan> {
  const healthCheck = targetHealth(planning, port);
  const value: TargetPlan = {
    service: port.service,
    container: ecsName(port.service),
    containerPort: port.target,
    protocol: TARGET_PROTOCOL[port.protocol.spoken],
    healthCheck: healthCheck.value,
    deregistrationDelay: DEREGISTRATION_DELAY,
  };
  return found(value, healthCheck.diagnostics);
}

function typeOf({ protocol }: PublishedPort): LoadBalancerPlan['type'] {
  return protocol.spoken === 'http' || protocol.spoken === 'https' ? 'application' : 'network';
}

function nameOf(type: LoadBalancerPlan['type'], scheme: LoadBalancerPlan['scheme']): string {
  return `${scheme === 'internal' ? 'Internal' : ''}${type === 'application' ? '' : 'Network'}LoadBalancer`;
}

function byPublished(a: PublishedPort, b: PublishedPort): number {
  return a.published - b.published || (a.service < b.service ? -1 : Number(a.service > b.service));
}
