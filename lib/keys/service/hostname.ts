import { text } from '../../syntax/scalars.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#hostname */
export const hostname = serviceKey({
  key: 'hostname',
  syntax: text,
  support: {
    level: 'partial',
    because: 'others reach it under the name; the container itself is called as Fargate calls it',
    instead: 'let the application take its own name from a variable',
  },
});
