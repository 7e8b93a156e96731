import { secretOrigin, type ExternalOrigin } from '../compose/secret-origin.js';
import type { SecretBinding } from '../model/bindings.js';
import type { SecretSource } from '../model/secret-plan.js';
import type { Planning } from './planning.js';

/** A top-level secret as tasks read it. */
export interface FoundSecret {
  readonly source: SecretSource;
  /** Its bytes are no text, and stored as base64. */
  readonly isEncoded: boolean;
  /** The keys of the JSON object that it holds; undefined: nothing says which. */
  readonly keys: readonly string[] | undefined;
}

/** Where a top-level secret is: from its ARN in the Compose file, else from the bindings; undefined: nothing says it. */
export function secretSource(planning: Planning, name: string): FoundSecret | undefined {
  const secret = planning.project.secrets?.[name];
  if (secret === undefined) return undefined;
  const bound = planning.bindings.secrets?.[name];
  const origin = secretOrigin(secret);
  const { keys } = bound ?? {};
  if (origin.kind === 'parameter' || origin.kind === 'secret')
    return { source: namedSource(origin, bound), isEncoded: false, keys };
  return bound === undefined
    ? undefined
    : { source: boundSource(bound), isEncoded: bound.encoding === 'base64', keys };
}

/** What the Compose file names by its ARN; the bindings may know the key that encrypts it. */
export function namedSource(
  origin: Extract<ExternalOrigin, { kind: 'secret' | 'parameter' }>,
  bound: Pick<SecretBinding, 'kmsKey'> | undefined,
): SecretSource {
  const { kmsKey } = bound ?? {};
  return {
    kind: origin.kind,
    arn: origin.arn,
    ...(origin.kind === 'secret' && origin.isPartial ? { isPartial: true } : {}),
    ...(bound === undefined ? { keyUnknown: true } : {}),
    ...(kmsKey === undefined ? {} : { kmsKey }),
  };
}

/** The source that a binding names. */
export function boundSource({ arn, version, kmsKey }: SecretBinding): SecretSource {
  return {
    kind: 'secret',
    arn,
    ...(version === undefined ? {} : { version }),
    ...(kmsKey === undefined ? {} : { kmsKey }),
  };
}
