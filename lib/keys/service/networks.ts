import { driverOptions } from '../../syntax/key-values.js';
import { keyedTexts } from '../../syntax/lists.js';
import { namesOr } from '../../syntax/named.js';
import { nullable } from '../../syntax/nullable.js';
import { mapOf, object } from '../../syntax/object.js';
import { integer, text } from '../../syntax/scalars.js';
import { serviceKey } from '../key.js';

const attachment = object({
  aliases: keyedTexts,
  interface_name: text,
  ipv4_address: text,
  ipv6_address: text,
  link_local_ips: keyedTexts,
  mac_address: text,
  driver_opts: driverOptions,
  priority: integer({ types: ['number'] }),
  gw_priority: integer({ types: ['number'] }),
});

const fixedAddress = {
  level: 'ignored',
  because: 'AWS chooses the address',
  instead: 'reach the service by its name',
  noticeable: true,
} as const;

/** https://docs.docker.com/reference/compose-file/services/#networks */
export const networks = serviceKey({
  key: 'networks',
  syntax: namesOr(mapOf(nullable(attachment), { names: /^[a-zA-Z0-9._-]+$/ })),
  support: {
    level: 'full',
    because: 'security groups; aliases are names of the service',
    parts: {
      '*.ipv4_address': fixedAddress,
      '*.ipv6_address': fixedAddress,
      '*.link_local_ips': { level: 'ignored', because: 'AWS chooses the address', noticeable: true },
      '*.mac_address': { level: 'ignored', because: 'AWS gives the task its network interface' },
      '*.interface_name': { level: 'ignored', because: 'a task has one interface' },
      '*.driver_opts': { level: 'ignored', because: 'a network is a security group' },
      '*.priority': { level: 'ignored', because: 'a task has one interface' },
      '*.gw_priority': { level: 'ignored', because: 'a task has one interface' },
    },
  },
});
