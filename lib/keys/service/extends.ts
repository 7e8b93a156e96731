import { resolvedText } from '../../syntax/host-path.js';
import { text } from '../../syntax/scalars.js';
import { object } from '../../syntax/object.js';
import { shorthand } from '../../syntax/shorthand.js';
import { serviceKey } from '../key.js';

const reference = object({ service: text, file: resolvedText }, { required: ['service'], extensible: false });

/** https://docs.docker.com/reference/compose-file/services/#extends */
export const extendsKey = serviceKey({
  key: 'extends',
  syntax: shorthand('service', reference),
  support: { level: 'full', because: 'resolved when the project is loaded' },
});
