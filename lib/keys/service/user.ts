import { text } from '../../syntax/scalars.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#user */
export const user = serviceKey({
  key: 'user',
  syntax: text,
  support: { level: 'full', because: "the user of the container's process" },
  plan: (name) => ({ user: name }),
});
