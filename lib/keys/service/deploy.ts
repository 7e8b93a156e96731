import { optional } from '../../syntax/nullable.js';
import { object } from '../../syntax/object.js';
import { deployKeys } from '../deploy/keys.js';
import { fieldsOf, serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/deploy/ */
export const deploy = serviceKey({
  key: 'deploy',
  syntax: optional(object(fieldsOf(deployKeys))),
  support: { level: 'full', because: 'see its parts' },
});
