/** The keys of the resources that services share: networks, volumes, secrets, configs and models. */
import { mountableText } from '../../syntax/host-path.js';
import { driverOptions, keyValues, textOptions } from '../../syntax/key-values.js';
import { listOf } from '../../syntax/lists.js';
import { boolean, integer, text } from '../../syntax/scalars.js';
import { composeKey, full, ignored, type Support } from '../key.js';
import { external, externalFile } from './external.js';
import { ipam } from './ipam.js';
import { volumeOptionsProblem } from './volume-options.js';

/** Network drivers whose members reach each other and nobody else reaches them. */
const SHARED_DRIVERS: ReadonlySet<string> = new Set(['', 'bridge', 'overlay', 'default']);

const flag = boolean({ cast: 'boolean' });
const choice = boolean({ cast: 'boolean', keepsEmpty: true });

const name = composeKey({
  key: 'name',
  syntax: text,
  support: ignored('CloudFormation names what is made; an external one is found by its name'),
});
const file = composeKey({ key: 'file', syntax: mountableText, support: full('the source of its content') });
const environment = composeKey({
  key: 'environment',
  syntax: text,
  support: full('the source of its content'),
});
const templateDriver = composeKey({
  key: 'template_driver',
  syntax: text,
  support: { level: 'rejected', because: 'templates are expanded by Docker Swarm alone' },
});
const plainLabels = composeKey({
  key: 'labels',
  syntax: keyValues({ merging: 'general' }),
  support: ignored('it has the tags of its project'),
});

/** https://docs.docker.com/reference/compose-file/networks/ */
export const networkKeys = [
  name,
  composeKey({
    key: 'driver',
    syntax: text,
    support: {
      level: 'ignored',
      because: 'a network is a security group',
      judge: (driver) =>
        SHARED_DRIVERS.has(driver)
          ? undefined
          : {
              level: 'rejected',
              because: `no network of AWS is like driver ${driver}`,
              instead: 'remove the driver',
            },
    },
  }),
  composeKey({
    key: 'driver_opts',
    syntax: driverOptions,
    support: ignored('a network is a security group'),
  }),
  ipam,
  external,
  composeKey({
    key: 'internal',
    syntax: flag,
    support: full('its services have no way out to the internet'),
  }),
  composeKey({ key: 'enable_ipv4', syntax: choice, support: ignored('tasks have IPv4 addresses') }),
  composeKey({
    key: 'enable_ipv6',
    syntax: choice,
    support: {
      level: 'ignored',
      because: 'tasks have IPv4 addresses',
      judge: (enabled) =>
        enabled
          ? { level: 'ignored', because: 'tasks have IPv4 addresses alone', noticeable: true }
          : undefined,
    },
  }),
  composeKey({
    key: 'attachable',
    syntax: flag,
    support: ignored('only services of the project join a network'),
  }),
  composeKey({
    key: 'labels',
    syntax: keyValues(),
    support: ignored('a security group has the tags of its network'),
  }),
] as const;

/** https://docs.docker.com/reference/compose-file/volumes/ */
export const volumeKeys = [
  name,
  composeKey({
    key: 'driver',
    syntax: text,
    support: {
      level: 'ignored',
      because: 'a named volume is an EFS file system',
      judge: (driver) =>
        driver === 'local' || driver === ''
          ? undefined
          : {
              level: 'rejected',
              because: `a named volume is an EFS file system, not one of driver ${driver}`,
              instead: 'remove the driver',
            },
    },
  }),
  composeKey({
    key: 'driver_opts',
    syntax: driverOptions,
    support: {
      level: 'full',
      because: 'how the file system is made and mounted',
      judge: (options) => {
        if (/(?:^|,)r?bind(?:,|$)/.test(options['o'] ?? '') && options['device'] !== undefined) {
          return { level: 'full', because: 'what becomes of a bind mount of its device' };
        }
        const problem = volumeOptionsProblem(options);
        return problem === undefined
          ? undefined
          : {
              level: 'rejected',
              because: problem,
              instead: 'change it, or reset driver_opts in an override file',
            };
      },
    },
  }),
  external,
  composeKey({
    key: 'labels',
    syntax: keyValues({ merging: 'append' }),
    support: ignored('a file system has the tags of its volume'),
  }),
] as const;

/** https://docs.docker.com/reference/compose-file/secrets/ */
export const secretKeys = [
  name,
  environment,
  file,
  externalFile,
  plainLabels,
  composeKey({
    key: 'driver',
    syntax: text,
    support: { level: 'rejected', because: 'only Docker Swarm has drivers of secrets' },
  }),
  composeKey({
    key: 'driver_opts',
    syntax: textOptions,
    support: { level: 'rejected', because: 'only Docker Swarm has drivers of secrets' },
  }),
  templateDriver,
] as const;

/** https://docs.docker.com/reference/compose-file/configs/ */
export const configKeys = [
  name,
  composeKey({ key: 'content', syntax: text, support: full('its content') }),
  environment,
  file,
  {
    ...externalFile,
    support: {
      level: 'full',
      because: 'a parameter of AWS Systems Manager, written to its file before containers start',
      judge: (isExternal) =>
        isExternal ? undefined : { level: 'ignored', because: 'the config is the project’s own' },
    } satisfies Support<boolean>,
  },
  plainLabels,
  templateDriver,
] as const;

const models = ignored('services that use models are refused');

/** https://docs.docker.com/reference/compose-file/models/ */
export const modelKeys = [
  name,
  composeKey({ key: 'model', syntax: text, support: models }),
  composeKey({ key: 'context_size', syntax: integer({ types: ['integer'] }), support: models }),
  composeKey({ key: 'runtime_flags', syntax: listOf(text), support: models }),
] as const;
