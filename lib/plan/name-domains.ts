/** Names with dots: private DNS zones of their own, where that hides nothing of the internet. */
import topLevelDomains from 'tlds';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { stated } from '../keys/extension/extension-key.js';
import { privateDomains } from '../keys/extension/project-keys.js';
import type { NameDomainPlan, ServicePlan } from '../model/deployment-plan.js';
import type { Planning } from './planning.js';

/** Domains of the internet that it has nothing below: RFC 6761, and `home.arpa` of RFC 8375. */
const RESERVED: readonly string[] = ['example.com', 'example.net', 'example.org', 'home.arpa'];

/** Names that resolvers answer themselves, whatever zones there are: RFC 6761 and 7686, and Route 53 Resolver's own rule. */
const ANSWERED_BY_RESOLVERS: readonly string[] = ['localhost', 'localdomain', 'onion'];

/** What the root zone has, by IANA: all else is on no internet, as `test`, `internal` or a service's own `api`. */
const TOP_LEVEL: ReadonlySet<string> = new Set([...topLevelDomains, ...ANSWERED_BY_RESOLVERS]);

/**
 * The domain whose private zone holds a name with dots: one that the project calls its own, else the parent, where
 * nothing of the internet is below it. Undefined: a zone of it would hide what is.
 */
export function domainOf(planning: Planning, name: string): string | undefined {
  const lower = name.toLowerCase();
  const own = (stated(planning.project, privateDomains) ?? [])
    .toSorted((a, b) => b.length - a.length)
    .find((domain) => lower.endsWith(`.${domain}`));
  const parent = lower.slice(lower.indexOf('.') + 1);
  return own ?? (hidesNothing(parent) ? parent : undefined);
}

/** The zones for the names of the services, by domain. */
export function nameDomains(planning: Planning, services: readonly ServicePlan[]): readonly NameDomainPlan[] {
  const zones = new Map<string, NameDomainPlan>();
  const placed = services.flatMap(({ names }) =>
    names.flatMap(({ value, cause }) => {
      const domain = value.includes('.') ? domainOf(planning, value) : undefined;
      return domain === undefined ? [] : [{ value, cause, domain }];
    }),
  );
  const outermost = [...new Set(placed.map(({ domain }) => domain))].toSorted((a, b) => a.length - b.length);
  for (const { value, cause, domain: parent } of placed) {
    // A zone within another would hide the name that it is called after.
    const domain = outermost.find((outer) => isWithin(parent, outer)) ?? parent;
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

/** Whether a private zone of a domain hides nothing that the internet has. */
function hidesNothing(domain: string): boolean {
  const topLevel = domain.slice(domain.lastIndexOf('.') + 1);
  // The list has those beyond ASCII as they are read, not as DNS writes them.
  const isDelegated = TOP_LEVEL.has(topLevel) || topLevel.startsWith('xn--');
  return !isDelegated || RESERVED.some((reserved) => isWithin(domain, reserved));
}

function isWithin(name: string, domain: string): boolean {
  return name === domain || name.endsWith(`.${domain}`);
}
