import { capability, DEFAULT_CAPABILITIES } from '../capabilities.js';
import { keyedTexts } from '../../syntax/lists.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#cap_add */
export const capAdd = serviceKey({
  key: 'cap_add',
  syntax: keyedTexts,
  support: {
    level: 'partial',
    because: 'SYS_PTRACE is added; what every container has is not needed',
    judge: (names) => {
      const refused = names
        .map(capability)
        .filter((name) => name !== 'SYS_PTRACE' && !DEFAULT_CAPABILITIES.has(name));
      return refused.length === 0
        ? undefined
        : {
            level: 'rejected',
            because: `Fargate adds SYS_PTRACE alone, not ${refused.join(', ')}`,
            instead: 'run without them, or reset the key in an override file',
          };
    },
  },
});
