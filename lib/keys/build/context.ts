import { resolvedContext } from '../../syntax/host-path.js';
import { composeKey, unjudged } from '../key.js';

/** https://docs.docker.com/reference/compose-file/build/#context */
export const context = composeKey({ key: 'context', syntax: resolvedContext, support: unjudged });
