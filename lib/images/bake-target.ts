import type { BakeTarget } from '../model/bake-file.js';
import { dockerfilePath } from './build-context.js';
import type { PlannedBuild } from './planned-builds.js';
import { buildPlatforms } from './platforms.js';
import type { ServiceBuild } from './service-build.js';

/** What all targets of a bake file have in common. */
export interface TargetOptions {
  /** The content tags to build and push; every other target is only built on. */
  readonly wanted: ReadonlySet<string>;
  /** `123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop`: where the images go. */
  readonly repository: string;
  /** Docker Build Cloud keeps one cache for all; exporting another only costs time. */
  readonly withoutCaches?: boolean;
  /** Look for newer base images. */
  readonly pull?: boolean;
}

/** Where buildx finds a secret. */
export type SecretPlace =
  { readonly type: 'file'; readonly src: string } | { readonly type: 'env'; readonly env: string };

/** What a target needs to know of its surroundings. */
export interface TargetSurroundings {
  readonly options: TargetOptions;
  /** Additional contexts, those of other services already turned into targets or images. */
  readonly contexts: Readonly<Record<string, string>>;
  /** By a top-level secret's name. */
  readonly secretOf: (name: string) => SecretPlace;
}

/** Spells one build as a bake target. */
export function bakeTarget(
  { tag, definition }: PlannedBuild,
  { options, contexts, secretOf }: TargetSurroundings,
): BakeTarget {
  const { build } = definition;
  const dockerfile =
    dockerfilePath(build) ?? (build.dockerfile_inline === undefined ? build.dockerfile : undefined);
  const secret = build.secrets?.map(({ source, target: id }) =>
    csv([`id=${id ?? source}`, ...Object.entries(secretOf(source)).map(([key, value]) => `${key}=${value}`)]),
  );
  const wanted = options.wanted.has(tag);
  return withoutUnset({
    context: build.context,
    contexts,
    dockerfile,
    'dockerfile-inline': build.dockerfile_inline,
    target: build.target,
    args: withoutNulls(build.args),
    labels: build.labels,
    tags: wanted ? [`${options.repository}:${tag}`] : undefined,
    platforms: buildPlatforms(definition),
    // Equal media types from every builder, or one image would have two digests.
    output: wanted ? ['type=registry,oci-mediatypes=true'] : ['type=cacheonly'],
    secret,
    ssh: build.ssh,
    network: build.network,
    'shm-size': build.shm_size,
    ulimits: Object.entries(build.ulimits ?? {}).map(([name, limit]) => `${name}=${ulimit(limit)}`),
    'extra-hosts': extraHosts(build.extra_hosts ?? []),
    entitlements: [
      ...(build.entitlements ?? []),
      ...(build.privileged === true ? ['security.insecure'] : []),
    ],
    attest: [attestation('provenance', build.provenance), attestation('sbom', build.sbom)],
    'cache-from': options.withoutCaches === true ? undefined : build.cache_from,
    'cache-to': options.withoutCaches === true ? undefined : build.cache_to,
    'no-cache': build.no_cache,
    'no-cache-filter': build.no_cache_filter,
    pull: options.pull === true ? true : build.pull,
  });
}

// RFC 4180, as buildx reads such an option: a field that holds a comma or a quote stands in quotes.
function csv(fields: readonly string[]): string {
  return fields
    .map((field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
    .join(',');
}

function attestation(type: 'provenance' | 'sbom', wanted: string | undefined): string {
  if (wanted === undefined || wanted === 'false') return `type=${type},disabled=true`;
  return wanted === 'true' ? `type=${type}` : `type=${type},${wanted}`;
}

function ulimit(limit: number | { readonly soft?: number; readonly hard?: number }): string {
  return typeof limit === 'number'
    ? `${limit}:${limit}`
    : `${limit.soft ?? limit.hard}:${limit.hard ?? limit.soft}`;
}

// Bake has one text per host; several addresses are told apart by commas.
function extraHosts(hosts: readonly string[]): Readonly<Record<string, string>> {
  const addresses = new Map<string, string>();
  for (const host of hosts) {
    const [, name = host, address = ''] = /^([^=]*)=(.*)$/s.exec(host) ?? [];
    addresses.set(name, addresses.has(name) ? `${addresses.get(name)},${address}` : address);
  }
  return Object.fromEntries(addresses);
}

function withoutNulls(args: ServiceBuild['args']): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(args ?? {}).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}

type Loose<T> = { readonly [K in keyof T]: T[K] | undefined };

function withoutUnset(loose: Loose<Required<BakeTarget>> | Loose<BakeTarget>): BakeTarget {
  const set = Object.entries(loose).filter(
    ([, value]) => value !== undefined && (typeof value !== 'object' || Object.keys(value).length > 0),
  );
  return Object.fromEntries(set) as unknown as BakeTarget;
}
