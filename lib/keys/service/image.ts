import { text } from '../../syntax/scalars.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#image */
export const image = serviceKey({
  key: 'image',
  syntax: text,
  support: { level: 'full', because: 'deployed by the digest that the image lock pins' },
});
