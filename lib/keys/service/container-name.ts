import { textLike } from '../../syntax/scalars.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#container_name */
export const containerName = serviceKey({
  key: 'container_name',
  syntax: textLike(/[a-zA-Z0-9][a-zA-Z0-9_.-]+/),
  support: { level: 'full', because: 'a name under which other services reach it' },
});
