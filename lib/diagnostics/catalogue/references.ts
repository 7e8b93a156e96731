/** Findings about how the parts of a project fit together. */
import { row } from '../row.js';

export const references = {
  'no-image-or-build': row<{ service: string }>({
    severity: 'error',
    summary: 'A service says neither which image it runs nor how to build it.',
    message: ({ service }) => `service '${service}' has neither image nor build`,
    fix: () => 'add image: or build:',
  }),
  'undefined-reference': row<{
    service: string;
    kind: 'network' | 'volume' | 'secret' | 'build secret' | 'config' | 'model' | 'service';
    name: string;
    suggestion?: string;
  }>({
    severity: 'error',
    summary: 'A service uses something that the project does not define.',
    message: ({ service, kind, name }) => `service '${service}' uses the undefined ${kind} '${name}'`,
    fix: ({ kind, name, suggestion }) =>
      suggestion === undefined
        ? `define it under ${kind.replace('build ', '')}s: as ${name}:`
        : `did you mean '${suggestion}'?`,
  }),
  'dependency-disabled': row<{ service: string; dependency: string; profiles: readonly string[] }>({
    severity: 'error',
    summary: 'A service depends on one that no active profile enables.',
    message: ({ service, dependency }) =>
      `service '${service}' depends on '${dependency}', which no active profile enables`,
    fix: ({ profiles }) => `activate the profile ${profiles.join(' or ')}, or say required: false`,
  }),
  'context-not-built': row<{ service: string; context: string; target: string }>({
    severity: 'error',
    summary: 'A build takes the image of a service as a context, but that service is not built.',
    message: ({ service, context, target }) =>
      `the build context '${context}' of service '${service}' is service '${target}', which has no build`,
  }),
  'platform-not-built': row<{ service: string; platform: string }>({
    severity: 'error',
    summary: "`build.platforms` does not have the service's own `platform`.",
    message: ({ service, platform }) =>
      `build.platforms of service '${service}' lacks its platform ${platform}`,
    fix: ({ platform }) => `add ${platform} to build.platforms`,
  }),
  'invalid-healthcheck-test': row<{ service: string; found: string }>({
    severity: 'error',
    summary: 'A healthcheck test given as a list starts with none of CMD, CMD-SHELL and NONE.',
    message: ({ service, found }) => `the healthcheck test of service '${service}' starts with '${found}'`,
    fix: () => 'start it with CMD, CMD-SHELL or NONE',
  }),
  'distinct-values': row<{ service: string; keys: readonly [string, string] }>({
    severity: 'error',
    summary: 'Two keys that mean the same have different values.',
    message: ({ service, keys }) => `service '${service}' has different values for ${keys.join(' and ')}`,
    fix: ({ keys }) => `give both the same value, or keep only ${keys[1]}`,
  }),
  'container-name-not-unique': row<{ service: string; key: string }>({
    severity: 'error',
    summary: 'A service of several containers gives them all one name.',
    message: ({ service, key }) => `service '${service}' has a container_name, so ${key} can be at most 1`,
    fix: () => 'remove container_name',
  }),
  'container-name-taken': row<{ name: string; service: string; other: string }>({
    severity: 'error',
    summary: 'Two services give their containers one name.',
    message: ({ name, service, other }) =>
      `the container name '${name}' of service '${service}' is that of '${other}' too`,
  }),
  'watch-without-target': row<{ service: string; action: string }>({
    severity: 'error',
    summary: 'A watch rule that copies files does not say where to.',
    message: ({ service, action }) =>
      `a watch rule of service '${service}' with action ${action} lacks a target`,
  }),
  'target-mounted-twice': row<{ service: string; target: string }>({
    severity: 'error',
    summary: 'Two mounts of a service have one target.',
    message: ({ service, target }) => `service '${service}' mounts ${target} twice`,
    fix: () => 'remove one of the two, or write the targets alike so that the later replaces the earlier',
  }),
  'dependency-cycle': row<{ chain: readonly string[] }>({
    severity: 'error',
    summary: 'Services depend on each other in a circle.',
    message: ({ chain }) => `dependency cycle: ${chain.join(' → ')}`,
    fix: () => 'remove one of these dependencies',
  }),
  'no-such-service': row<{ name: string; profiles: readonly string[]; suggestion?: string }>({
    severity: 'error',
    summary:
      'A service that was asked for, or that one of those depends on, is not in the project or not enabled.',
    message: ({ name }) => `no such service: ${name}`,
    fix: ({ profiles, suggestion }) =>
      profiles.length > 0
        ? `activate the profile ${profiles.join(' or ')}`
        : suggestion === undefined
          ? undefined
          : `did you mean '${suggestion}'?`,
  }),
};
