import { boolean } from '../../syntax/scalars.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#read_only */
export const readOnly = serviceKey({
  key: 'read_only',
  syntax: boolean({ cast: 'boolean' }),
  support: { level: 'full', because: "the container's root file system is read-only" },
  plan: (readonlyRootFilesystem) => ({ readonlyRootFilesystem }),
});
