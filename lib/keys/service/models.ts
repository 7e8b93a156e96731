import { namesOr } from '../../syntax/named.js';
import { nullable } from '../../syntax/nullable.js';
import { mapOf, object } from '../../syntax/object.js';
import { text } from '../../syntax/scalars.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#models */
export const models = serviceKey({
  key: 'models',
  syntax: namesOr(
    mapOf(nullable(object({ endpoint_var: text, model_var: text })), {
      names: /^[a-zA-Z0-9._-]+$/,
      open: true,
    }),
  ),
  support: {
    level: 'rejected',
    because: 'models are run by Docker on this machine',
    instead: 'call a model service, and pass its address in environment',
  },
});
