import { variables } from '../../syntax/key-values.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#environment */
export const environment = serviceKey({
  key: 'environment',
  syntax: variables(),
  support: { level: 'full', because: "the container's environment; variables without a value are left out" },
  plan: (values) => ({
    environment: Object.fromEntries(
      Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== null),
    ),
  }),
});
