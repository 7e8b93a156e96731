import { each, struct, type Struct } from './print-shape.js';
import { serviceShape } from './service-shape.js';

function isNotExternal(key: string, value: unknown): boolean {
  return key === 'external' && value === false;
}

const network = struct(
  'name driver driver_opts ipam external internal attachable labels enable_ipv4 enable_ipv6',
  {
    ipam: struct('driver config options', {
      config: each(
        struct('subnet gateway ip_range aux_addresses', {}, { omits: (key) => key.startsWith('x-') }),
      ),
    }),
  },
  { alwaysInJson: { ipam: {} }, omits: isNotExternal },
);
// The content of a secret is never shown, nor that of a config that comes from the environment.
const fileObject = 'name file environment content external labels driver driver_opts template_driver';
const secret = struct(
  fileObject,
  {},
  { omits: (key, value) => key === 'content' || isNotExternal(key, value) },
);
const config = struct(
  fileObject,
  {},
  {
    omits: (key, value, whole) => (key === 'content' && 'environment' in whole) || isNotExternal(key, value),
  },
);

/** What is printed of a project, in its order. */
export const projectShape: Struct = struct(
  'name services networks volumes secrets configs models',
  {
    services: each(serviceShape),
    networks: each(network),
    volumes: each(struct('name driver driver_opts external labels', {}, { omits: isNotExternal })),
    secrets: each(secret),
    configs: each(config),
    models: each(struct('name model context_size runtime_flags')),
  },
  { always: { services: {} } },
);
