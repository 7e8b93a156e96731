import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { domain as key } from '../keys/extension/port-keys.js';
import type { CertificatePlan, DomainPlan, LoadBalancerPlan } from '../model/deployment-plan.js';
import { zoneOf } from './certificates.js';
import type { PublishedPort } from './exposure.js';
import { found, type Found } from './found.js';
import type { Planning } from './planning.js';
import { statedForPort } from './stated-for-port.js';

/** The DNS records of the project's load balancers, where the hosted zone is known. */
export function domains(
  planning: Planning,
  ports: readonly PublishedPort[],
  loadBalancers: readonly LoadBalancerPlan[],
): Found<readonly DomainPlan[]> {
  const diagnostics: Diagnostic[] = [];
  const plans = new Map<string, DomainPlan>();
  const withoutRecord = new Set<string>();
  for (const port of ports) {
    const said = statedForPort(planning, port.service, port.index, key);
    const balancer = loadBalancers.find(
      ({ type, scheme }) => scheme === port.scheme && (type === 'application') === isWeb(port),
    );
    if (said === undefined || balancer === undefined || port.tls === undefined) continue;
    for (const domain of said.value) {
      const zone = zoneOf(planning, domain);
      const other = plans.get(domain);
      if (other !== undefined && other.loadBalancer !== balancer.name) {
        diagnostics.push(planning.finding('domain-of-two-load-balancers', { domain }, said.path));
      }
      if (other !== undefined || withoutRecord.has(domain)) continue;
      if (zone !== undefined && !lacksAddress(balancer)) {
        const cause = planning.cause(said.path, `${key.key} ${domain}`);
        plans.set(domain, { domain, loadBalancer: balancer.name, zone, cause });
      } else if (zone !== undefined || port.tls.missing.length === 0) {
        // Otherwise the missing zone is told already.
        const lacks = zone === undefined ? ('zone' as const) : ('address' as const);
        const file = planning.bindingsFile;
        const values = { domain, lacks, arn: balancer.existing?.value.arn, file };
        withoutRecord.add(domain);
        diagnostics.push(planning.finding('domain-without-record', values, said.path));
      }
    }
  }
  return found([...plans.values()].toSorted(byDomain), diagnostics);
}

/** The certificates that are made, each once, for the domains of every port that has it. */
export function certificatesOf(ports: readonly PublishedPort[]): readonly CertificatePlan[] {
  const made = new Map<string, CertificatePlan>();
  for (const one of ports.flatMap(({ tls }) => tls?.made ?? [])) {
    const { domains: known = [], ...first } = made.get(one.name) ?? one;
    made.set(one.name, { ...first, domains: [...new Set([...known, ...one.domains])] });
  }
  return [...made.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function lacksAddress({ existing }: LoadBalancerPlan): boolean {
  return existing !== undefined && existing.value.address === undefined;
}

function isWeb({ protocol }: PublishedPort): boolean {
  return protocol.spoken === 'http' || protocol.spoken === 'https';
}

function byDomain(a: DomainPlan, b: DomainPlan): number {
  return a.domain < b.domain ? -1 : 1;
}
