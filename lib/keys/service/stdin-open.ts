import { boolean } from '../../syntax/scalars.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#stdin_open */
export const stdinOpen = serviceKey({
  key: 'stdin_open',
  syntax: boolean({ cast: 'boolean' }),
  support: { level: 'full', because: "the container's standard input stays open" },
  plan: (interactive) => ({ interactive }),
});
