import { keyedTexts } from '../../syntax/lists.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#links */
export const links = serviceKey({
  key: 'links',
  syntax: keyedTexts,
  support: {
    level: 'full',
    because: 'the alias is a name of the service for all others; a link is also a dependency',
  },
});
