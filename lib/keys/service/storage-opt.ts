import { anything } from '../../syntax/anything.js';
import { textOptions } from '../../syntax/key-values.js';
import { mapOf } from '../../syntax/object.js';
import { serviceKey } from '../key.js';
import { diskSize, diskSizes } from './disk-size.js';

/** https://docs.docker.com/reference/compose-file/services/#storage_opt */
export const storageOpt = serviceKey({
  key: 'storage_opt',
  syntax: { ...textOptions, accepts: mapOf(anything).accepts },
  support: {
    level: 'full',
    because: 'size: the storage of the task, up to 200 GB',
    judge: (options) => {
      const size = diskSize(options);
      if (size === undefined) return { level: 'ignored', because: 'only size means something to a task' };
      return size <= diskSizes.least
        ? { level: 'ignored', because: `a task has ${diskSizes.least} GB of its own` }
        : undefined;
    },
  },
});
