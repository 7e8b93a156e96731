import { text } from '../../syntax/scalars.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#network_mode */
export const networkMode = serviceKey({
  key: 'network_mode',
  syntax: text,
  support: {
    level: 'partial',
    because: 'bridge is a network of its own on AWS; none has no way out',
    judge: (mode) =>
      mode === 'host'
        ? {
            level: 'rejected',
            because: 'a Fargate task has no host whose network it could use',
            instead: 'remove it: services reach each other by name on their networks',
          }
        : mode.startsWith('container:')
          ? {
              level: 'rejected',
              because: 'only services of the project can share a task',
              instead: 'use service:<name>',
            }
          : mode.startsWith('service:')
            ? { level: 'full', because: 'the two run in one task' }
            : undefined,
  },
});
