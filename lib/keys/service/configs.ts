import { listOf } from '../../syntax/lists.js';
import { mountedIn } from '../file-reference.js';
import { full, serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#configs */
export const configs = serviceKey({
  key: 'configs',
  syntax: listOf(mountedIn('')),
  support: full('laid over the image or, those of others, written to their files; with their owner and mode'),
});
