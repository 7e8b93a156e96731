import { float } from '../../syntax/scalars.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#cpus */
export const cpus = serviceKey({
  key: 'cpus',
  syntax: float({ cast: 'float32' }),
  support: { level: 'full', because: 'task size' },
});
