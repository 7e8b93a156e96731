import { createHash } from 'node:crypto';
import {
  diagnose,
  hasErrors,
  type Checked,
  type ComposePath,
  type Diagnostic,
} from '../diagnostics/diagnostic.js';
import type { BuildInputs } from '../model/image-lock.js';
import {
  dockerfileHash,
  dockerfilePath,
  mainContextHash,
  namedContextHash,
  type ContextHashes,
} from './build-context.js';
import { missingTarget } from './build-target.js';
import { buildPlatforms } from './platforms.js';
import { secretArgs } from './secret-args.js';
import type { ImageService } from './service-build.js';

/** What else decides the inputs of a build: the tags of the services it builds on, and contexts walked before. */
export interface InputSurroundings {
  readonly tagOf: (service: string) => string | undefined;
  readonly contexts: ContextHashes;
  /** Whether the project's owners accept what is found at a path. */
  readonly accepts?: (path: ComposePath) => boolean;
}

/** Raised when the same inputs would give another image, because of what this program asks the builder for. */
const scheme = '1';

/**
 * The full SHA-256, in hex, of each kind of input that decides what a build makes; kinds that are unset are absent.
 * Not in it: where the image goes and how it gets there (tags, registry, builder, caches, `pull`, `no_cache`), and what
 * never reaches the image: values and places of secrets. So every machine and every environment finds the same image.
 */
export function buildInputs(
  service: string,
  definition: ImageService,
  { tagOf, contexts, accepts = () => false }: InputSurroundings,
): Checked<BuildInputs> {
  const { build } = definition;
  if (build === undefined) return { value: {}, diagnostics: [] };
  const path = ['services', service, 'build'];
  // `build: ""` loads as a build without a context.
  if ((build.context as string | undefined) === undefined)
    return { value: undefined, diagnostics: [diagnose('build-without-context', { service }, { path })] };
  const found: Diagnostic[] = secretArgs(build.args ?? {}).flatMap((arg) => {
    const at = [...path, 'args', arg];
    return accepts(at) ? [] : [diagnose('build-arg-secret', { service, arg }, { path: at })];
  });
  const checked = (read: Checked<string>): string | undefined => {
    found.push(...read.diagnostics);
    return read.value;
  };

  const context = checked(mainContextHash(build, [...path, 'context'], contexts));
  const dockerfile = dockerfilePath(build);
  found.push(...missingTarget(build, [...path, 'target']));
  const named = Object.entries(build.additional_contexts ?? {}).map(([name, other]): [string, unknown] => {
    const at = [...path, 'additional_contexts', name];
    const base = /^service:(.*)/.exec(other)?.[1];
    const value = base === undefined ? checked(namedContextHash(other, at, contexts)) : tagOf(base);
    return [`context ${name}`, value];
  });
  const inputs: readonly (readonly [string, unknown])[] = [
    ['context', context],
    [
      'dockerfile',
      dockerfile === undefined
        ? remoteDockerfile(definition)
        : // Without its context it would be told a second time.
          context && checked(dockerfileHash(dockerfile, [...path, 'dockerfile'])),
    ],
    ...named,
    ['platforms', buildPlatforms(definition)],
    ['target', build.target],
    ['args', sortedEntries(build.args)],
    ['labels', sortedEntries(build.labels)],
    ['network', build.network],
    ['extra_hosts', build.extra_hosts?.toSorted()],
    ['shm_size', build.shm_size],
    ['ulimits', sortedEntries(build.ulimits)],
    [
      'entitlements',
      [...(build.entitlements ?? []), ...(build.privileged === true ? ['privileged'] : [])].toSorted(),
    ],
    ['secrets', build.secrets?.map(({ source, target }) => target ?? source).toSorted()],
    ['ssh', build.ssh?.map((id) => id.replace(/=.*/s, '')).toSorted()],
    ['attestations', [build.provenance, build.sbom].map((wanted) => wanted ?? 'false')],
  ];
  const isBaseUnknown = named.some(([, value]) => value === undefined);
  const set = inputs.filter(([kind, value]) => !isUnset(kind, value));
  return {
    value:
      isBaseUnknown || hasErrors(found)
        ? undefined
        : Object.fromEntries(set.map(([kind, value]) => [kind, sha256(JSON.stringify(value))])),
    diagnostics: found,
  };
}

/** The content tag: equal inputs give it on every machine. Its prefix lets lifecycle rules of a registry find it. */
export function contentTag(inputs: BuildInputs): string {
  const entries = Object.entries(inputs).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `c-${sha256(JSON.stringify([scheme, entries])).slice(0, 32)}`;
}

/** The inputs as the image lock keeps them. */
export function shortInputs(inputs: BuildInputs): BuildInputs {
  return Object.fromEntries(Object.entries(inputs).map(([kind, hash]) => [kind, hash.slice(0, 8)]));
}

function remoteDockerfile({ build }: ImageService): readonly (string | undefined)[] {
  return build?.dockerfile_inline === undefined
    ? ['in the context', build?.dockerfile]
    : ['inline', build.dockerfile_inline];
}

function sortedEntries(
  record: Readonly<Record<string, unknown>> | undefined,
): readonly [string, unknown][] | undefined {
  return record === undefined ? undefined : Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function isUnset(kind: string, value: unknown): boolean {
  if (kind === 'attestations') return Array.isArray(value) && value.every((wanted) => wanted === 'false');
  return value === undefined || (Array.isArray(value) && value.length === 0);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
