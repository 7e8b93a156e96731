import { boolean } from '../../syntax/scalars.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#privileged */
export const privileged = serviceKey({
  key: 'privileged',
  syntax: boolean({ cast: 'boolean' }),
  support: {
    level: 'rejected',
    because: 'Fargate has no privileged containers',
    instead: 'run without it, or reset the key in an override file',
  },
});
