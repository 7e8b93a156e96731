/** What the keys of one service say together must make sense. */
import type { Consistency } from './references.js';
import { note } from './references.js';
import type { Service } from './project.js';

/** Checks every enabled service, and the secrets of the project. */
export function checkConsistency(consistency: Consistency): void {
  for (const [name, service] of Object.entries(consistency.selection.enabled)) {
    checkImage(name, service, consistency);
    checkCounts(name, service, consistency);
    checkSizes(name, service, consistency);
    checkMounts(name, service, consistency);
    checkCommands(name, service, consistency);
  }
  checkSecrets(consistency);
}

function checkImage(
  service: string,
  { image, build, provider, platform, ...rest }: Service,
  at: Consistency,
): void {
  const path = ['services', service];
  if (build === undefined && image === undefined && provider === undefined)
    note(at, path, 'no-image-or-build', { service });
  if (build?.dockerfile !== undefined && build.dockerfile_inline !== undefined)
    note(at, [...path, 'build', 'dockerfile_inline'], 'exclusive-keys', {
      where: `services.${service}.build`,
      keys: ['dockerfile', 'dockerfile_inline'],
    });
  const platforms = build?.platforms ?? [];
  if (platforms.length > 0 && platform !== undefined && !platforms.includes(platform))
    note(at, [...path, 'build', 'platforms'], 'platform-not-built', { service, platform });
  if (rest.network_mode !== undefined && Object.keys(rest.networks ?? {}).length > 0)
    note(at, [...path, 'network_mode'], 'exclusive-keys', {
      where: `services.${service}`,
      keys: ['network_mode', 'networks'],
    });
}

function checkCounts(service: string, value: Service, at: Consistency): void {
  const { scale, deploy, container_name: containerName } = value;
  const path = ['services', service];
  const replicas = deploy?.replicas;
  if (scale !== undefined && replicas !== undefined && scale !== replicas)
    note(at, [...path, 'scale'], 'distinct-values', { service, keys: ['scale', 'deploy.replicas'] });
  const bounds = { minimum: 0, maximum: undefined };
  if (scale !== undefined && scale < 0)
    note(at, [...path, 'scale'], 'out-of-range', {
      key: `services.${service}.scale`,
      found: `${scale}`,
      ...bounds,
    });
  if (replicas !== undefined && replicas < 0)
    note(at, [...path, 'deploy', 'replicas'], 'out-of-range', {
      key: `services.${service}.deploy.replicas`,
      found: `${replicas}`,
      ...bounds,
    });
  if ((scale ?? replicas ?? 1) > 1 && containerName !== undefined)
    note(at, [...path, 'container_name'], 'container-name-not-unique', {
      service,
      key: scale === undefined ? 'deploy.replicas' : 'scale',
    });
}

// A size that the other place does not state is a zero there, and differs.
function checkSizes(service: string, value: Service, at: Consistency): void {
  const { limits, reservations } = value.deploy?.resources ?? {};
  const pairs = [
    ['cpus', 'deploy.resources.limits.cpus', value.cpus, limits, limits?.cpus],
    ['mem_limit', 'deploy.resources.limits.memory', value.mem_limit, limits, limits?.memory],
    [
      'mem_reservation',
      'deploy.resources.reservations.memory',
      value.mem_reservation,
      reservations,
      reservations?.memory,
    ],
    ['pids_limit', 'deploy.resources.limits.pids', value.pids_limit, limits, limits?.pids],
  ] as const;
  for (const [key, other, stated, section, deployed] of pairs)
    if (stated !== undefined && section !== undefined && stated !== deployed)
      note(at, ['services', service, key], 'distinct-values', { service, keys: [key, other] });
}

function checkMounts(service: string, { tmpfs = [], volumes = [] }: Service, at: Consistency): void {
  const mounts = [
    ...tmpfs.map((text, index) => ({ target: text.split(':')[0] ?? '', path: ['tmpfs', index] })),
    ...volumes.map(({ target = '' }, index) => ({ target, path: ['volumes', index] })),
  ];
  const seen = new Set<string>();
  for (const { target, path } of mounts) {
    if (seen.has(target))
      note(at, ['services', service, ...path], 'target-mounted-twice', { service, target });
    seen.add(target);
  }
}

function checkCommands(service: string, { healthcheck, develop }: Service, at: Consistency): void {
  const [first] = healthcheck?.test ?? [];
  if (first !== undefined && !['CMD', 'CMD-SHELL', 'NONE'].includes(first))
    note(at, ['services', service, 'healthcheck', 'test'], 'invalid-healthcheck-test', {
      service,
      found: first,
    });
  for (const [index, { action, target }] of (develop?.watch ?? []).entries())
    if (target === undefined && action !== 'rebuild' && action !== 'restart')
      note(at, ['services', service, 'develop', 'watch', index], 'watch-without-target', { service, action });
}

function checkSecrets(at: Consistency): void {
  for (const [name, { external, file, environment }] of Object.entries(at.project.secrets ?? {}))
    if (external !== true && file === undefined && environment === undefined)
      note(at, ['secrets', name], 'no-source', {
        where: `secrets.${name}`,
        sources: ['file', 'environment'],
      });
}
