import { distinctTexts } from '../../syntax/lists.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#external_links */
export const externalLinks = serviceKey({
  key: 'external_links',
  syntax: distinctTexts,
  support: {
    level: 'ignored',
    because: 'containers outside the project are not there',
    instead: 'reach them by a DNS name',
    noticeable: true,
  },
});
