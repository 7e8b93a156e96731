import { listOf } from '../../syntax/lists.js';
import { mountedIn } from '../file-reference.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#configs */
export const configs = serviceKey({
  key: 'configs',
  syntax: listOf(mountedIn('')),
  support: {
    level: 'rejected',
    because: 'configs are not delivered to tasks yet',
    instead: 'COPY the file into the image',
  },
});
