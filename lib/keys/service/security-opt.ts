import { distinctTexts } from '../../syntax/lists.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#security_opt */
export const securityOpt = serviceKey({
  key: 'security_opt',
  syntax: distinctTexts,
  support: { level: 'ignored', because: 'Fargate takes no security options', noticeable: true },
});
