import { text } from '../../syntax/scalars.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#restart */
export const restart = serviceKey({
  key: 'restart',
  syntax: text,
  support: {
    level: 'partial',
    because: 'ECS starts a task again that stopped, whatever the value',
    judge: (policy) => {
      if (policy === 'always' || policy === 'unless-stopped')
        return {
          level: 'full',
          because: 'the container is restarted in place, and a task that stopped is replaced',
        };
      if (policy.startsWith('on-failure:')) return { level: 'partial', because: 'ECS counts no attempts' };
      return policy === '' || policy === 'no' || policy === 'on-failure'
        ? undefined
        : {
            level: 'rejected',
            because: `'${policy}' is no restart policy`,
            instead: "use 'no', always, on-failure or unless-stopped",
          };
    },
  },
});
