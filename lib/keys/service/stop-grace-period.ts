import { durationSeconds } from '../../syntax/grammars/duration.js';
import { goDuration } from '../../syntax/scalars.js';
import { serviceKey } from '../key.js';

/** Seconds that ECS takes for Fargate (Amazon ECS API Reference, `ContainerDefinition`, `stopTimeout`). */
const LEAST = 2;
const MOST = 120;

/** https://docs.docker.com/reference/compose-file/services/#stop_grace_period */
export const stopGracePeriod = serviceKey({
  key: 'stop_grace_period',
  syntax: goDuration,
  support: {
    level: 'full',
    because: 'seconds between the stop signal and the end',
    judge: (period) => {
      const seconds = durationSeconds(period);
      if (seconds > MOST)
        return { level: 'partial', because: `Fargate waits ${MOST} seconds at most`, noticeable: true };
      return seconds < LEAST
        ? { level: 'partial', because: `Fargate waits ${LEAST} seconds at least` }
        : undefined;
    },
  },
  plan: (period) => ({
    stopTimeout: Math.min(MOST, Math.max(LEAST, Math.round(durationSeconds(period)))),
  }),
});
