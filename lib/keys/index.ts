/**
 * The registry: every key of the Compose Specification that the loader knows, and with them the types of the model. A
 * key is its module and one line in a list; nothing else names keys.
 */
import { listOf, textOrList } from '../syntax/lists.js';
import { mapOf, object } from '../syntax/object.js';
import { text } from '../syntax/scalars.js';
import { shorthand } from '../syntax/shorthand.js';
import { composeKey, fieldsOf, full, ignored } from './key.js';
import { configs, models, networks, secrets, volumes } from './resource/resources.js';
import { serviceKeys } from './service/keys.js';

export { buildKeys } from './build/keys.js';
export { deployKeys } from './deploy/keys.js';
export { configKeys, modelKeys, networkKeys, secretKeys, volumeKeys } from './resource/keys.js';
export { serviceKeys };

/** A service as it is written. */
export const serviceSyntax = object(fieldsOf(serviceKeys));

const services = composeKey({
  key: 'services',
  syntax: mapOf(serviceSyntax, { names: /^[a-zA-Z0-9._-]+$/, namesMayStartWithX: true }),
  support: full('ECS services, one task definition each'),
});

const included = object(
  { path: textOrList(), env_file: textOrList(), project_directory: text },
  { extensible: false },
);

/** The keys of the top level, in the order in which projects are printed. */
export const topLevelKeys = [
  composeKey({ key: 'name', syntax: text, support: full('part of every name') }),
  services,
  networks,
  volumes,
  secrets,
  configs,
  models,
  composeKey({
    key: 'include',
    syntax: listOf(shorthand('path', included)),
    support: full('resolved when the project is loaded'),
  }),
  composeKey({ key: 'version', syntax: text, support: ignored('means nothing to Compose either') }),
] as const;

/** A Compose file, or any number of them merged. */
export const projectSyntax = object(fieldsOf(topLevelKeys));
