/** The keys of `deploy`: https://docs.docker.com/reference/compose-file/deploy/ */
import { keyValues } from '../../syntax/key-values.js';
import { listOf } from '../../syntax/lists.js';
import { object } from '../../syntax/object.js';
import { explicitDuration, integer, text, unsigned } from '../../syntax/scalars.js';
import { composeKey, unjudged } from '../key.js';
import { resources } from './resources.js';
import { rollbackConfig, updateConfig } from './rollout.js';

const support = unjudged;

const restartPolicy = object({
  condition: text,
  delay: explicitDuration,
  max_attempts: unsigned({ cast: 'integer', keepsEmpty: true }),
  window: explicitDuration,
});

const placement = object(
  {
    constraints: listOf(text),
    preferences: listOf(object({ spread: text })),
    max_replicas_per_node: unsigned({ cast: 'integer' }),
  },
  { keepsEmpty: false },
);

/** In the order of the Compose Deploy Specification. */
export const deployKeys = [
  composeKey({ key: 'mode', syntax: text, support }),
  composeKey({ key: 'endpoint_mode', syntax: text, support }),
  composeKey({ key: 'replicas', syntax: integer({ cast: 'integer', keepsEmpty: true }), support }),
  composeKey({ key: 'labels', syntax: keyValues(), support }),
  rollbackConfig,
  updateConfig,
  resources,
  composeKey({ key: 'restart_policy', syntax: restartPolicy, support }),
  composeKey({ key: 'placement', syntax: placement, support }),
] as const;
