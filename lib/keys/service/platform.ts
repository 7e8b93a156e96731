import { text } from '../../syntax/scalars.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#platform */
export const platform = serviceKey({
  key: 'platform',
  syntax: text,
  support: { level: 'full', because: 'the architecture of the task and of its image' },
});
