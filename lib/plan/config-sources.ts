import { configOrigin } from '../compose/secret-origin.js';
import type { SecretSource } from '../model/secret-plan.js';
import type { Planning } from './planning.js';

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
  const { arn, kmsKey } = bindings.configs?.[name] ?? {};
  const key = kmsKey === undefined ? {} : { kmsKey };
  if (origin?.kind === 'secret')
    return { kind: 'secret', arn: origin.arn, ...(origin.isPartial ? { isPartial: true } : {}), ...key };
  if (origin?.kind === 'parameter') return { kind: 'parameter', arn: origin.arn, ...key };
  return origin === undefined || arn === undefined ? undefined : { kind: 'parameter', arn, ...key };
}
