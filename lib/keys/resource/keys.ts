/** The keys of the resources that services share: networks, volumes, secrets, configs and models. */
import { resolvedText } from '../../syntax/host-path.js';
import { driverOptions, keyValues } from '../../syntax/key-values.js';
import { listOf } from '../../syntax/lists.js';
import { boolean, integer, text } from '../../syntax/scalars.js';
import { composeKey, unjudged } from '../key.js';
import { external, externalFile } from './external.js';
import { ipam } from './ipam.js';

const support = unjudged;
const flag = boolean({ cast: 'boolean' });
const choice = boolean({ cast: 'boolean', keepsEmpty: true });

const name = composeKey({ key: 'name', syntax: text, support });
const driver = composeKey({ key: 'driver', syntax: text, support });
const driverOpts = composeKey({ key: 'driver_opts', syntax: driverOptions, support });
const file = composeKey({ key: 'file', syntax: resolvedText, support });
const environment = composeKey({ key: 'environment', syntax: text, support });
const templateDriver = composeKey({ key: 'template_driver', syntax: text, support });
const plainLabels = composeKey({ key: 'labels', syntax: keyValues({ merging: 'general' }), support });

/** https://docs.docker.com/reference/compose-file/networks/ */
export const networkKeys = [
  name,
  driver,
  driverOpts,
  ipam,
  external,
  composeKey({ key: 'internal', syntax: flag, support }),
  composeKey({ key: 'enable_ipv4', syntax: choice, support }),
  composeKey({ key: 'enable_ipv6', syntax: choice, support }),
  composeKey({ key: 'attachable', syntax: flag, support }),
  composeKey({ key: 'labels', syntax: keyValues(), support }),
] as const;

/** https://docs.docker.com/reference/compose-file/volumes/ */
export const volumeKeys = [
  name,
  driver,
  driverOpts,
  external,
  composeKey({ key: 'labels', syntax: keyValues({ merging: 'append' }), support }),
] as const;

/** https://docs.docker.com/reference/compose-file/secrets/ */
export const secretKeys = [
  name,
  environment,
  file,
  externalFile,
  plainLabels,
  driver,
  driverOpts,
  templateDriver,
] as const;

/** https://docs.docker.com/reference/compose-file/configs/ */
export const configKeys = [
  name,
  composeKey({ key: 'content', syntax: text, support }),
  environment,
  file,
  externalFile,
  plainLabels,
  templateDriver,
] as const;

/** https://docs.docker.com/reference/compose-file/models/ */
export const modelKeys = [
  name,
  composeKey({ key: 'model', syntax: text, support }),
  composeKey({ key: 'context_size', syntax: integer({ types: ['integer'] }), support }),
  composeKey({ key: 'runtime_flags', syntax: listOf(text), support }),
] as const;
