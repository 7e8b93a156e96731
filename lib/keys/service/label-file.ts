import { resolvedText } from '../../syntax/host-path.js';
import { textOrList } from '../../syntax/lists.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#label_file */
export const labelFile = serviceKey({
  key: 'label_file',
  syntax: textOrList({ joined: true, expanded: true, distinct: false, resolve: resolvedText.resolve }),
  support: { level: 'full', because: 'read when the project is loaded' },
});
