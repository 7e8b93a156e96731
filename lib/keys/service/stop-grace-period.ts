import { durationSeconds } from '../../syntax/grammars/duration.js';
import { goDuration } from '../../syntax/scalars.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#stop_grace_period */
export const stopGracePeriod = serviceKey({
  key: 'stop_grace_period',
  syntax: goDuration,
  support: {
    level: 'full',
    because: 'seconds between the stop signal and the end',
    judge: (period) =>
      durationSeconds(period) > 120
        ? { level: 'partial', because: 'Fargate waits 120 seconds at most', noticeable: true }
        : undefined,
  },
  plan: (period) => ({ stopTimeout: Math.min(120, Math.max(2, Math.round(durationSeconds(period)))) }),
});
