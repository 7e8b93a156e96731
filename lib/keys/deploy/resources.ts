import { listOf } from '../../syntax/lists.js';
import { object } from '../../syntax/object.js';
import { byteSize, float, integer, text } from '../../syntax/scalars.js';
import { deviceRequest } from '../device-request.js';
import { composeKey } from '../key.js';

const cpus = float();
const memory = byteSize({ types: ['text'] });
const discrete = object({ kind: text, value: integer({ types: ['number', 'text'] }) });

/** https://docs.docker.com/reference/compose-file/deploy/#resources */
export const resources = composeKey({
  key: 'resources',
  syntax: object(
    {
      limits: object({ cpus, memory, pids: integer() }),
      reservations: object({
        cpus,
        memory,
        generic_resources: listOf(object({ discrete_resource_spec: discrete })),
        devices: listOf(deviceRequest),
      }),
    },
    { keepsEmpty: false },
  ),
  support: {
    level: 'full',
    because: 'the size of the task',
    parts: {
      'limits.pids': { level: 'ignored', because: 'Fargate limits processes by itself' },
      'reservations.devices': { level: 'rejected', because: 'Fargate has no GPUs or other devices' },
      'reservations.generic_resources': { level: 'rejected', because: 'Fargate has no generic resources' },
    },
  },
});
