import { mapOf } from '../../syntax/object.js';
import { ulimit } from '../../syntax/ulimit.js';
import { replacing } from '../../syntax/words.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#ulimits */
export const ulimits = serviceKey({
  key: 'ulimits',
  syntax: mapOf(replacing(ulimit('integer')), { names: /^[a-z]+$/, open: true }),
  support: {
    level: 'full',
    because: 'nofile',
    judge: (limits) => {
      const dropped = Object.keys(limits).filter((name) => name !== 'nofile');
      return dropped.length === 0
        ? undefined
        : {
            level: 'partial',
            because: `Fargate honours only nofile, not ${dropped.join(', ')}`,
            noticeable: true,
          };
    },
  },
  plan: ({ nofile }) => {
    if (nofile === undefined) return {};
    const { soft, hard } = typeof nofile === 'number' ? { soft: nofile, hard: nofile } : nofile;
    return {
      ulimits: [{ name: 'nofile', softLimit: soft ?? hard ?? 65_535, hardLimit: hard ?? soft ?? 65_535 }],
    };
  },
});
