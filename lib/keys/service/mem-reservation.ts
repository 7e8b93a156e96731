import { byteSize } from '../../syntax/scalars.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#mem_reservation */
export const memReservation = serviceKey({
  key: 'mem_reservation',
  syntax: byteSize({ types: ['text', 'integer'] }),
  support: { level: 'full', because: 'task size, where no limit is stated' },
});
