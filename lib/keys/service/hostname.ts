import { text } from '../../syntax/scalars.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#hostname */
export const hostname = serviceKey({
  key: 'hostname',
  syntax: text,
  support: {
    level: 'ignored',
    because: 'a container on Fargate cannot choose its host name',
    instead: 'reach it by its service name, or by an alias',
  },
});
