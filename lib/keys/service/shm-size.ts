import { byteSize } from '../../syntax/scalars.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#shm_size */
export const shmSize = serviceKey({
  key: 'shm_size',
  syntax: byteSize({ types: ['number', 'text'] }),
  support: {
    level: 'ignored',
    because: 'Fargate sizes /dev/shm by the memory of the task',
    noticeable: true,
  },
});
