import { text } from '../../syntax/scalars.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#restart */
export const restart = serviceKey({
  key: 'restart',
  syntax: text,
  support: {
    level: 'partial',
    because: 'ECS starts a task again that stopped, whatever the value',
    judge: (policy) =>
      policy === 'always' || policy === 'unless-stopped'
        ? {
            level: 'full',
            because: 'the container is restarted in place, and a task that stopped is replaced',
          }
        : policy.startsWith('on-failure:')
          ? { level: 'partial', because: 'ECS counts no attempts' }
          : undefined,
  },
});
