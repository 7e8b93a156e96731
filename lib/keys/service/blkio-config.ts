import { listOf } from '../../syntax/lists.js';
import { object } from '../../syntax/object.js';
import { byteSize, text, unsigned } from '../../syntax/scalars.js';
import { serviceKey } from '../key.js';

const weight = unsigned({ bits: 16 });
const limits = listOf(
  object({ path: text, rate: byteSize({ types: ['integer', 'text'] }) }, { extensible: false }),
);
const weights = listOf(object({ path: text, weight }, { extensible: false }));

/** https://docs.docker.com/reference/compose-file/services/#blkio_config */
export const blkioConfig = serviceKey({
  key: 'blkio_config',
  syntax: object(
    {
      device_read_bps: limits,
      device_read_iops: limits,
      device_write_bps: limits,
      device_write_iops: limits,
      weight,
      weight_device: weights,
    },
    { extensible: false },
  ),
  support: { level: 'ignored', because: 'a Fargate task shares no disk with others' },
});
