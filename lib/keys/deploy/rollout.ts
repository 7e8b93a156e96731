/** How replicas are replaced: https://docs.docker.com/reference/compose-file/deploy/#update_config */
import { object } from '../../syntax/object.js';
import { duration, enumeration, float, text, unsigned } from '../../syntax/scalars.js';
import { composeKey, unjudged } from '../key.js';

const rollout = object({
  parallelism: unsigned({ cast: 'integer', keepsEmpty: true }),
  delay: duration,
  failure_action: text,
  monitor: duration,
  max_failure_ratio: float({ cast: 'float' }),
  order: enumeration('start-first', 'stop-first'),
});

export const updateConfig = composeKey({ key: 'update_config', syntax: rollout, support: unjudged });
export const rollbackConfig = composeKey({ key: 'rollback_config', syntax: rollout, support: unjudged });
