import { listOf } from '../../syntax/lists.js';
import { preStartHook } from '../hook.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#pre_start */
export const preStart = serviceKey({
  key: 'pre_start',
  syntax: listOf(preStartHook),
  support: {
    level: 'rejected',
    because: 'hooks before the start are not run yet',
    instead: 'use a service that this one waits for with service_completed_successfully',
  },
});
