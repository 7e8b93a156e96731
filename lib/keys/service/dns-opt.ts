import { joinAsSequences, keyedTexts } from '../../syntax/lists.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#dns_opt */
export const dnsOpt = serviceKey({
  key: 'dns_opt',
  syntax: { ...keyedTexts, merge: joinAsSequences },
  support: { level: 'ignored', because: 'a task asks the resolver of its VPC', noticeable: true },
});
