import { configOrigin } from '../compose/secret-origin.js';
import type { SecretSource } from '../model/secret-plan.js';
import type { Planning } from './planning.js';
import { namedSource } from './secret-sources.js';

/**
 * Where an external config is: from its ARN in the Compose file, else from the bindings; undefined: nothing says it.
 * Its latest version is read whenever a task starts.
 */
export function configSource(
  { project, bindings }: Pick<Planning, 'project' | 'bindings'>,
  name: string,
): SecretSource | undefined {
  const config = project.configs?.[name];
  const origin = config === undefined ? undefined : configOrigin(config);
  const bound = bindings.configs?.[name];
  if (origin?.kind === 'secret' || origin?.kind === 'parameter') return namedSource(origin, bound);
  const { arn, kmsKey } = bound ?? {};
  return origin === undefined || arn === undefined
    ? undefined
    : { kind: 'parameter', arn, ...(kmsKey === undefined ? {} : { kmsKey }) };
}
