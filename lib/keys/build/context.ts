import { resolvedContext } from '../../syntax/host-path.js';
import { composeKey, full } from '../key.js';

/** https://docs.docker.com/reference/compose-file/build/#context */
export const context = composeKey({
  key: 'context',
  syntax: resolvedContext,
  support: full('the build context, read when the image is built'),
});
