import { text } from '../../syntax/scalars.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#domainname */
export const domainname = serviceKey({
  key: 'domainname',
  syntax: text,
  support: { level: 'ignored', because: 'a container on Fargate cannot choose its host name' },
});
