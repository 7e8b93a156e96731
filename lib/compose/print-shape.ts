/**
 * The shape of what `docker compose config` prints: the order of the keys, which are fixed by the specification and
 * which are the user's own, and what only one of the two formats shows.
 */

/** A value of the printed project. `plain`: whatever it holds, its maps in the order of their keys. */
export type Shape =
  | { readonly kind: 'plain' }
  | { readonly kind: 'float' }
  | { readonly kind: 'ulimit' }
  /** `id=path`, which is printed `id: path`. */
  | { readonly kind: 'ssh' }
  | { readonly kind: 'each'; readonly shape: Shape }
  | Struct;

/** A map with the keys of the specification, in their order; `x-` keys come last, in YAML only. */
export interface Struct {
  readonly kind: 'struct';
  readonly fields: ReadonlyMap<string, Shape>;
  /** Values of keys that are printed even when they are not set. */
  readonly always?: Readonly<Record<string, unknown>>;
  /** The same for JSON alone. */
  readonly alwaysInJson?: Readonly<Record<string, unknown>>;
  /** True for a value that says nothing, or that neither format shows. */
  readonly omits?: (key: string, value: unknown, whole: object) => boolean;
  /** The names of the keys in JSON, where they differ. */
  readonly jsonNames?: Readonly<Record<string, string>>;
}

const plain: Shape = { kind: 'plain' };
const float: Shape = { kind: 'float' };
const ulimits: Shape = { kind: 'each', shape: { kind: 'ulimit' } };

function isNotExternal(key: string, value: unknown): boolean {
  return key === 'external' && value === false;
}

function each(shape: Shape): Shape {
  return { kind: 'each', shape };
}

function struct(
  keys: string,
  shapes: Readonly<Record<string, Shape>> = {},
  extras: Omit<Struct, 'kind' | 'fields'> = {},
): Struct {
  return {
    kind: 'struct',
    fields: new Map(keys.split(' ').map((key) => [key, shapes[key] ?? plain])),
    ...extras,
  };
}

const hook = struct(
  'command image user privileged working_dir environment per_replica',
  {},
  { alwaysInJson: { command: null } },
);
const fileReference = struct('source target uid gid mode');
const deviceRequest = struct('capabilities driver count device_ids options');
const rollout = struct(
  'parallelism delay failure_action monitor max_failure_ratio order',
  {
    max_failure_ratio: float,
  },
  { omits: (_, value) => value === '0s' },
);
const throttle = each(
  struct('path rate', {}, { always: { path: '', rate: '0' }, jsonNames: { path: 'Path', rate: 'Rate' } }),
);

const resource = struct('cpus memory pids devices generic_resources', {
  cpus: float,
  devices: each(deviceRequest),
  generic_resources: each(
    struct('discrete_resource_spec', {
      discrete_resource_spec: struct('kind value', {}, { always: { kind: '', value: 0 } }),
    }),
  ),
});

const deploy = struct(
  'mode replicas labels update_config rollback_config resources restart_policy placement endpoint_mode',
  {
    update_config: rollout,
    rollback_config: rollout,
    resources: struct('limits reservations', { limits: resource, reservations: resource }),
    restart_policy: struct('condition delay max_attempts window'),
    placement: struct('constraints preferences max_replicas_per_node', {
      preferences: each(struct('spread')),
    }),
  },
  { alwaysInJson: { resources: {}, placement: {} } },
);

const build = struct(
  'context dockerfile dockerfile_inline entitlements args provenance sbom ssh labels cache_from cache_to no_cache ' +
    'no_cache_filter additional_contexts pull extra_hosts isolation network target secrets shm_size tags ulimits ' +
    'platforms privileged',
  { secrets: each(fileReference), ssh: each({ kind: 'ssh' }), ulimits },
);

const mount = struct('type source target read_only consistency bind volume tmpfs image', {
  bind: struct(
    'selinux propagation create_host_path recursive',
    {},
    { omits: (key, value) => key === 'create_host_path' && value === true },
  ),
  volume: struct('labels nocopy subpath'),
  tmpfs: struct('size mode'),
  image: struct('subpath'),
});

/** A service. */
export const serviceShape: Struct = struct(
  'profiles annotations attach build develop blkio_config cap_add cap_drop cgroup_parent cgroup cpu_count cpu_percent ' +
    'cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpus cpuset cpu_shares command configs container_name ' +
    'credential_spec depends_on deploy device_cgroup_rules devices dns dns_opt dns_search domainname entrypoint ' +
    'provider environment env_file expose extends external_links extra_hosts group_add gpus hostname healthcheck image init ' +
    'ipc isolation labels label_file links logging mem_limit mem_reservation memswap_limit mem_swappiness ' +
    'mac_address models network_mode networks oom_kill_disable oom_score_adj pid pids_limit platform ports privileged ' +
    'pull_policy read_only restart runtime scale secrets security_opt shm_size stdin_open stop_grace_period ' +
    'stop_signal storage_opt sysctls tmpfs tty ulimits use_api_socket user userns_mode uts volumes volumes_from ' +
    'working_dir pre_start post_start pre_stop',
  {
    build,
    develop: struct('watch', {
      watch: each(
        struct(
          'path action target exec include ignore initial_sync',
          { exec: hook },
          { always: { path: '', action: '' }, alwaysInJson: { exec: {} } },
        ),
      ),
    }),
    blkio_config: struct(
      'weight weight_device device_read_bps device_read_iops device_write_bps device_write_iops',
      {
        weight_device: each(
          struct(
            'path weight',
            {},
            { always: { path: '', weight: 0 }, jsonNames: { path: 'Path', weight: 'Weight' } },
          ),
        ),
        device_read_bps: throttle,
        device_read_iops: throttle,
        device_write_bps: throttle,
        device_write_iops: throttle,
      },
    ),
    cpu_percent: float,
    cpus: float,
    configs: each(fileReference),
    credential_spec: struct('config file registry'),
    depends_on: each(struct('condition restart required')),
    deploy,
    devices: each(struct('source target permissions')),
    provider: struct('type options'),
    env_file: each(struct('path required format')),
    gpus: each(deviceRequest),
    healthcheck: struct('test timeout interval retries start_period start_interval disable'),
    logging: struct('driver options'),
    models: each(struct('endpoint_var model_var')),
    networks: each(
      struct(
        'aliases driver_opts gw_priority interface_name ipv4_address ipv6_address link_local_ips mac_address priority',
      ),
    ),
    ports: each(
      struct(
        'name mode host_ip target published protocol app_protocol',
        {},
        { omits: (_, value) => value === 0 },
      ),
    ),
    secrets: each(fileReference),
    ulimits,
    volumes: each(mount),
    pre_start: each(hook),
    post_start: each(hook),
    pre_stop: each(hook),
  },
  { alwaysInJson: { command: null, entrypoint: null } },
);

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

/** The whole project. */
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
