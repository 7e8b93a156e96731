import { text } from '../../syntax/scalars.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#stop_signal */
export const stopSignal = serviceKey({
  key: 'stop_signal',
  syntax: text,
  support: {
    level: 'ignored',
    because: "ECS sends the image's own stop signal",
    instead: 'set STOPSIGNAL in the Dockerfile',
    noticeable: true,
  },
});
