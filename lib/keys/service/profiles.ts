import { keyedTexts } from '../../syntax/lists.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#profiles */
export const profiles = serviceKey({
  key: 'profiles',
  syntax: keyedTexts,
  support: { level: 'full', because: 'resolved when the project is loaded' },
});
