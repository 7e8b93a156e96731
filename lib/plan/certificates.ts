import type { ComposePath } from '../diagnostics/diagnostic.js';
import { certificate, domain } from '../keys/extension/port-keys.js';
import type { CertificatePlan, CertificateSource, Decided, ZonePlan } from '../model/deployment-plan.js';
import { lacking, type Missing } from './lacking.js';
import type { Planning } from './planning.js';
import { statedForPort } from './stated-for-port.js';

/** What makes a published port speak TLS. */
export interface Tls {
  readonly domains: readonly string[];
  readonly sources: readonly Decided<CertificateSource>[];
  /** Certificates that are made for it. */
  readonly made: readonly CertificatePlan[];
  /** What only the bindings can say. */
  readonly missing: readonly Missing[];
  /** The port itself asks for it, not its service or the project. */
  readonly ofPort: boolean;
}

/** The certificates of a port: those that `x-aws-certificate` names, else one for its `x-aws-domain`. Undefined: none is asked for. */
export function tlsOf(planning: Planning, service: string, index: number): Tls | undefined {
  const named = statedForPort(planning, service, index, certificate);
  const hosts = statedForPort(planning, service, index, domain);
  const domains = hosts?.value ?? [];
  const ofPort = named?.ofPort === true || hosts?.ofPort === true;
  if (named !== undefined) {
    const found = named.value.map((text) => byName(planning, text, named.path));
    return {
      domains,
      sources: found.flatMap(({ source }) => (source === undefined ? [] : [source])),
      made: [],
      missing: found.flatMap(({ missing }) => (missing === undefined ? [] : [missing])),
      ofPort,
    };
  }
  const [first] = domains;
  if (hosts === undefined || first === undefined) return undefined;
  const bound = domains.map((name) => ({ name, sources: boundTo(planning, name, hosts.path) }));
  const uncovered = bound.filter(({ sources }) => sources.length === 0).map(({ name }) => name);
  const homeless = uncovered.filter((name) => zoneOf(planning, name) === undefined);
  const made = newCertificates(
    planning,
    uncovered.filter((name) => !homeless.includes(name)),
    hosts.path,
  );
  const sources = made.map(({ name, cause }): Decided<CertificateSource> => ({
    value: { kind: 'made', certificate: name },
    cause,
  }));
  return {
    domains,
    sources: [...bound.flatMap((one) => one.sources), ...sources],
    made,
    missing: homeless.map((name) => missingZone(planning, name, hosts.path)),
    ofPort,
  };
}

/** One for each hosted zone: the records that prove a certificate all stand in one. */
function newCertificates(
  planning: Planning,
  domains: readonly string[],
  path: ComposePath,
): readonly CertificatePlan[] {
  const byZone = new Map<string, CertificatePlan>();
  for (const domainName of domains) {
    const zone = zoneOf(planning, domainName);
    if (zone === undefined) continue;
    const known = byZone.get(zone.name);
    byZone.set(zone.name, {
      name: domainName.replace('*', 'any'),
      zone,
      cause: planning.cause(path, `x-aws-domain ${domainName}`),
      ...known,
      domains: [...(known?.domains ?? []), domainName],
    });
  }
  return [...byZone.values()];
}

/** The certificate that the caller brought along, for HTTP ports whose project asks for none. */
export function broughtAlong({ options, decided }: Planning, path: ComposePath): Tls | undefined {
  const { certificate: arn } = options;
  if (arn === undefined) return undefined;
  const source = decided<CertificateSource>({ kind: 'existing', arn }, path, 'the certificate brought along');
  return { domains: [], sources: [source], made: [], missing: [], ofPort: false };
}

/** The hosted zone that holds a domain: the one with the longest name of those in the bindings. */
export function zoneOf({ bindings }: Planning, name: string): ZonePlan | undefined {
  return Object.entries(bindings.zones ?? {})
    .filter(([zone]) => name === zone || name.endsWith(`.${zone}`))
    .toSorted(([a], [b]) => b.length - a.length)
    .map(([zone, { id }]) => ({ name: zone, id }))[0];
}

function byName(
  planning: Planning,
  text: string,
  path: ComposePath,
): { readonly source?: Decided<CertificateSource>; readonly missing?: Missing } {
  if (text.startsWith('arn:')) {
    return { source: planning.decided({ kind: 'existing', arn: text }, path, certificate.key) };
  }
  const [source] = boundTo(planning, text, path);
  if (source !== undefined) return { source };
  return {
    missing: lacking(planning, {
      what: `certificate ${text}`,
      binding: `certificates["${text}"].arn`,
      command: 'aws acm list-certificates',
      path,
    }),
  };
}

function boundTo(planning: Planning, name: string, path: ComposePath): readonly Decided<CertificateSource>[] {
  const { certificates = {} } = planning.bindings;
  const wildcard = name.replace(/^[^.]+/, '*');
  const arn = (certificates[name] ?? certificates[wildcard])?.arn;
  return arn === undefined
    ? []
    : [planning.decided({ kind: 'existing', arn }, path, `the bindings' certificate for ${name}`)];
}

/** The zone's name is not known; the domain above the host is the likeliest. */
function missingZone(planning: Planning, name: string, path: ComposePath): Missing {
  const zone = name.split('.').slice(-2).join('.');
  const command = `aws route53 list-hosted-zones-by-name --dns-name ${zone}`;
  return lacking(planning, {
    what: `hosted zone of ${name}`,
    binding: `zones["${zone}"].id`,
    command,
    path,
  });
}
