import { each, float, struct, type Shape, type Struct } from './print-shape.js';

const ulimits: Shape = { kind: 'each', shape: { kind: 'ulimit' } };

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

/** What is printed of a service, in its order. */
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
