import { textOrList } from '../../syntax/lists.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#dns_search */
export const dnsSearch = serviceKey({
  key: 'dns_search',
  syntax: textOrList({ joined: true, keyed: true }),
  support: { level: 'ignored', because: "a task's search list is the project's namespace", noticeable: true },
});
