import { keyValues } from '../../syntax/key-values.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#labels */
export const labels = serviceKey({
  key: 'labels',
  syntax: keyValues(),
  support: { level: 'full', because: "the container's Docker labels" },
  plan: (dockerLabels) => (Object.keys(dockerLabels).length === 0 ? {} : { dockerLabels }),
});
