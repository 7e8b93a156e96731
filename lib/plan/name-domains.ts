/** Names with dots: private DNS zones of their own, where that hides nothing of the internet. */
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { stated } from '../keys/extension/extension-key.js';
import { privateDomains } from '../keys/extension/project-keys.js';
import type { NameDomainPlan, ServicePlan } from '../model/deployment-plan.js';
import type { Planning } from './planning.js';

/**
 * Domains that nothing on the internet is below: RFC 2606 and 6761, `local` of RFC 6762 with the private ones of its
 * appendix G, `home.arpa` of RFC 8375, `internal` by ICANN. Not `localhost`, which resolvers answer themselves.
 */
const RESERVED: readonly string[] = [
  'test',
  'example',
  'invalid',
  'example.com',
  'example.net',
  'example.org',
  'local',
  'internal',
  'intranet',
  'private',
  'corp',
  'home',
  'lan',
  'home.arpa',
];

/**
 * The domain whose private zone holds a name with dots: one that the project calls its own, else the parent, where it
 * is reserved. Undefined: a zone of it would hide what the internet has there.
 */
export function domainOf(planning: Planning, name: string): string | undefined {
  const lower = name.toLowerCase();
  const own = (stated(planning.project, privateDomains) ?? [])
    .toSorted((a, b) => b.length - a.length)
    .find((domain) => lower.endsWith(`.${domain}`));
  const parent = lower.slice(lower.indexOf('.') + 1);
  return own ?? (RESERVED.some((domain) => isWithin(parent, domain)) ? parent : undefined);
}

/** The zones for the names of the services, by domain. */
export function nameDomains(planning: Planning, services: readonly ServicePlan[]): readonly NameDomainPlan[] {
  const zones = new Map<string, NameDomainPlan>();
  for (const { value, cause } of services.flatMap(({ names }) => names)) {
    const domain = value.includes('.') ? domainOf(planning, value) : undefined;
    if (domain === undefined) continue;
    const known = zones.get(domain) ?? { domain, names: [], cause };
    zones.set(domain, { ...known, names: [...new Set([...known.names, value])].toSorted() });
  }
  return [...zones.values()].toSorted((a, b) => (a.domain < b.domain ? -1 : 1));
}

/** Domains that the project calls its own, and that no name is below. */
export function idleDomains(planning: Planning, zones: readonly NameDomainPlan[]): readonly Diagnostic[] {
  return (stated(planning.project, privateDomains) ?? [])
    .filter((domain) => zones.every((zone) => zone.domain !== domain))
    .map((domain) => planning.finding('private-domain-unused', { domain }, [privateDomains.key]));
}

function isWithin(name: string, domain: string): boolean {
  return name === domain || name.endsWith(`.${domain}`);
}
