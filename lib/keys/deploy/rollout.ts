/** How replicas are replaced: https://docs.docker.com/reference/compose-file/deploy/#update_config */
import { object } from '../../syntax/object.js';
import { enumeration, nonzeroDuration, float, text, unsigned } from '../../syntax/scalars.js';
import { composeKey, ignored } from '../key.js';

const rollout = object({
  parallelism: unsigned({ cast: 'integer', keepsEmpty: true }),
  delay: nonzeroDuration,
  failure_action: text,
  monitor: nonzeroDuration,
  max_failure_ratio: float({ cast: 'float' }),
  order: enumeration('start-first', 'stop-first'),
});

/** https://docs.docker.com/reference/compose-file/deploy/#update_config */
export const updateConfig = composeKey({
  key: 'update_config',
  syntax: rollout,
  support: {
    level: 'full',
    because: 'the percentages of tasks that run while they are replaced',
    parts: {
      delay: { level: 'ignored', because: 'ECS goes on as soon as new tasks are healthy' },
      failure_action: {
        level: 'ignored',
        because: 'a failed deployment is always rolled back',
        when: (value) => value !== 'rollback',
        noticeable: true,
      },
      monitor: { level: 'ignored', because: 'the deployment circuit breaker watches new tasks' },
      max_failure_ratio: {
        level: 'ignored',
        because: 'the deployment circuit breaker has a threshold of its own',
      },
    },
  },
});
/** https://docs.docker.com/reference/compose-file/deploy/#rollback_config */
export const rollbackConfig = composeKey({
  key: 'rollback_config',
  syntax: rollout,
  support: ignored('a failed deployment is rolled back as update_config replaces tasks'),
});
