import { boolean } from '../../syntax/scalars.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#tty */
export const tty = serviceKey({
  key: 'tty',
  syntax: boolean({ cast: 'boolean' }),
  support: { level: 'full', because: 'the container has a terminal' },
  plan: (pseudoTerminal) => ({ pseudoTerminal }),
});
