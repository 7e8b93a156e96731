/** Keys that say how the Docker engine on one machine pulls, attaches and names things. */
import { boolean, text, textLike } from '../../syntax/scalars.js';
import { serviceKey } from '../key.js';

export const attach = serviceKey({
  key: 'attach',
  syntax: boolean({ keepsEmpty: true }),
  support: { level: 'ignored', because: 'says what `docker compose up` prints on a terminal' },
});
export const pullPolicy = serviceKey({
  key: 'pull_policy',
  syntax: textLike(/always|never|build|if_not_present|missing|refresh|daily|weekly|every_([0-9]+[wdhms])+/),
  support: { level: 'ignored', because: 'images are pinned by digest' },
});
export const pullRefreshAfter = serviceKey({
  key: 'pull_refresh_after',
  syntax: text,
  support: { level: 'ignored', because: 'images are pinned by digest' },
});
