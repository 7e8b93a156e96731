import { keyValues } from '../../syntax/key-values.js';
import { serviceKey } from '../key.js';

const ALLOWED = /^(?:net\..+|kernel\.(?:msg\w+|sem|shm\w+)|fs\.mqueue\..+)$/;

/** https://docs.docker.com/reference/compose-file/services/#sysctls */
export const sysctls = serviceKey({
  key: 'sysctls',
  syntax: keyValues(),
  support: {
    level: 'full',
    because: 'kernel parameters of the task',
    judge: (parameters) => {
      const refused = Object.keys(parameters).filter((name) => !ALLOWED.test(name));
      return refused.length === 0
        ? undefined
        : {
            level: 'rejected',
            because: `Fargate lets tasks set net.*, kernel.msg*, kernel.sem, kernel.shm* and fs.mqueue.*, not ${refused.join(', ')}`,
          };
    },
  },
  plan: (parameters) => ({
    systemControls: Object.entries(parameters).map(([namespace, value]) => ({ namespace, value })),
  }),
});
