import { commandLine, replacing } from '../../syntax/words.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#entrypoint */
export const entrypoint = serviceKey({
  key: 'entrypoint',
  syntax: replacing(commandLine),
  support: { level: 'full', because: "the container's entry point" },
  plan: (entryPoint) => ({ entryPoint }),
});
