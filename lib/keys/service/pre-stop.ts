import { listOf } from '../../syntax/lists.js';
import { hook } from '../hook.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#pre_stop */
export const preStop = serviceKey({
  key: 'pre_stop',
  syntax: listOf(hook),
  support: {
    level: 'rejected',
    because: 'ECS runs nothing in a container before it stops',
    instead: 'handle the stop signal in the application',
  },
});
