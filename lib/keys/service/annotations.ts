import { keyValues } from '../../syntax/key-values.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#annotations */
export const annotations = serviceKey({
  key: 'annotations',
  syntax: keyValues(),
  support: { level: 'ignored', because: 'ECS has no annotations', instead: 'use labels' },
});
