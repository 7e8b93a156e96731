import { textOrList } from '../../syntax/lists.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#tmpfs */
export const tmpfs = serviceKey({
  key: 'tmpfs',
  syntax: textOrList({ joined: true, keyed: true }),
  support: { level: 'full', because: 'memory file systems of the container' },
});
