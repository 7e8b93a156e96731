import { text } from '../../syntax/scalars.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#working_dir */
export const workingDir = serviceKey({
  key: 'working_dir',
  syntax: text,
  support: { level: 'full', because: "the container's working directory" },
  plan: (workingDirectory) => ({ workingDirectory }),
});
