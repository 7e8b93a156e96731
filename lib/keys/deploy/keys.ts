/** The keys of `deploy`: https://docs.docker.com/reference/compose-file/deploy/ */
import { keyValues } from '../../syntax/key-values.js';
import { listOf } from '../../syntax/lists.js';
import { object } from '../../syntax/object.js';
import { goDuration, integer, text, unsigned } from '../../syntax/scalars.js';
import { composeKey, full, ignored } from '../key.js';
import { resources } from './resources.js';
import { rollbackConfig, updateConfig } from './rollout.js';

const restartPolicy = object({
  condition: text,
  delay: goDuration,
  max_attempts: unsigned({ cast: 'integer', keepsEmpty: true }),
  window: goDuration,
});

const placement = object(
  {
    constraints: listOf(text),
    preferences: listOf(object({ spread: text })),
    max_replicas_per_node: unsigned({ cast: 'integer' }),
  },
  { keepsEmpty: false },
);

/** Those of the Compose Deploy Specification, and the words of `restart` that Docker Compose takes for them. */
const RESTART_CONDITIONS: readonly string[] = [
  '',
  'none',
  'on-failure',
  'any',
  'no',
  'always',
  'unless-stopped',
];

/** In the order of the Compose Deploy Specification. */
export const deployKeys = [
  composeKey({
    key: 'mode',
    syntax: text,
    support: {
      level: 'full',
      because: 'replicated services and jobs',
      judge: (mode) =>
        mode.startsWith('global')
          ? {
              level: 'rejected',
              because: 'Fargate has no nodes on which one task each could run',
              instead: 'use mode: replicated with a number of replicas',
            }
          : undefined,
    },
  }),
  composeKey({
    key: 'endpoint_mode',
    syntax: text,
    support: ignored('a name resolves to the addresses of the tasks'),
  }),
  composeKey({
    key: 'replicas',
    syntax: integer({ cast: 'integer', keepsEmpty: true }),
    support: full('the number of tasks'),
  }),
  composeKey({
    key: 'labels',
    syntax: keyValues(),
    support: ignored('containers carry labels, ECS services do not'),
  }),
  rollbackConfig,
  updateConfig,
  resources,
  composeKey({
    key: 'restart_policy',
    syntax: restartPolicy,
    support: {
      level: 'full',
      because: 'the container is restarted in place, and a task that stopped is replaced',
      parts: {
        delay: { level: 'ignored', because: 'ECS chooses the delay' },
        max_attempts: { level: 'ignored', because: 'ECS counts no attempts' },
        window: { level: 'ignored', because: 'ECS has a period of its own' },
        condition: {
          level: 'rejected',
          because: 'there is no such condition',
          instead: 'use none, on-failure or any',
          when: (value) => !RESTART_CONDITIONS.includes(String(value)),
        },
      },
    },
  }),
  composeKey({
    key: 'placement',
    syntax: placement,
    support: {
      level: 'ignored',
      because: 'Fargate has no nodes; tasks are spread over the zones',
      parts: {
        constraints: {
          level: 'ignored',
          because: 'Fargate has no nodes to choose from',
          noticeable: true,
        },
      },
    },
  }),
] as const;
