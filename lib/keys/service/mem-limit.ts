import { byteSize } from '../../syntax/scalars.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#mem_limit */
export const memLimit = serviceKey({
  key: 'mem_limit',
  syntax: byteSize({ types: ['number', 'text'] }),
  support: { level: 'full', because: 'task size' },
});
