import { boolean } from '../../syntax/scalars.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#init */
export const init = serviceKey({
  key: 'init',
  syntax: boolean({ cast: 'boolean', keepsEmpty: true }),
  support: { level: 'full', because: 'an init process in the container' },
  plan: (initProcessEnabled) => ({ initProcessEnabled }),
});
