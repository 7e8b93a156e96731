import { commandLine, replacing } from '../../syntax/words.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#command */
export const command = serviceKey({
  key: 'command',
  syntax: replacing(commandLine),
  support: { level: 'full', because: "the container's command" },
  plan: (words) => ({ command: words }),
});
