import { distinctTexts } from '../../syntax/lists.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#volumes_from */
export const volumesFrom = serviceKey({
  key: 'volumes_from',
  syntax: distinctTexts,
  support: { level: 'full', because: 'the two run in one task, with the same mounts' },
});
