import { listOf } from '../../syntax/lists.js';
import { hook } from '../hook.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#post_start */
export const postStart = serviceKey({
  key: 'post_start',
  syntax: listOf(hook),
  support: {
    level: 'rejected',
    because: 'ECS runs nothing in a container after its start',
    instead: 'start it from the entry point of the image',
  },
});
