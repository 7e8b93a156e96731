import { hosts } from '../../syntax/hosts.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#extra_hosts */
export const extraHosts = serviceKey({
  key: 'extra_hosts',
  syntax: hosts,
  support: {
    level: 'rejected',
    because: 'a Fargate task takes no entries of /etc/hosts',
    instead: 'use names that DNS knows',
    judge: (entries) =>
      entries.every((entry) => entry.endsWith('=host-gateway'))
        ? { level: 'ignored', because: 'a Fargate task has no host to reach', noticeable: true }
        : undefined,
  },
});
