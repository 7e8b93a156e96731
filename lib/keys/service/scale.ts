import { integer } from '../../syntax/scalars.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#scale */
export const scale = serviceKey({
  key: 'scale',
  syntax: integer({ cast: 'integer', keepsEmpty: true }),
  support: { level: 'full', because: 'the number of tasks' },
});
