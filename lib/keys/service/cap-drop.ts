import { keyedTexts } from '../../syntax/lists.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#cap_drop */
export const capDrop = serviceKey({
  key: 'cap_drop',
  syntax: keyedTexts,
  support: { level: 'full', because: "the container's dropped capabilities; ALL spares what cap_add names" },
});
