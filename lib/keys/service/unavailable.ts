/** Keys about the host's kernel, hardware and engine, which have no counterpart where the host is not ours. */
import { scalar } from '../../syntax/scalar-form.js';
import { boolean, byteSize, enumeration, float, integer, text } from '../../syntax/scalars.js';
import { distinctTexts, listOf } from '../../syntax/lists.js';
import { goText } from '../../syntax/grammars/go-format.js';
import { object } from '../../syntax/object.js';
import { serviceKey } from '../key.js';

const countOrText = integer({ types: ['number', 'text'], cast: 'integer' });

export const cgroup = serviceKey({
  key: 'cgroup',
  syntax: enumeration('host', 'private'),
  support: {
    level: 'ignored',
    because: 'every Fargate task has control groups of its own',
    judge: (value) =>
      value === 'host' ? { level: 'rejected', because: 'a Fargate task has no host' } : undefined,
  },
});
export const cgroupParent = serviceKey({
  key: 'cgroup_parent',
  syntax: text,
  support: { level: 'ignored', because: 'a Fargate task has no host whose control groups it could join' },
});
export const cpuCount = serviceKey({
  key: 'cpu_count',
  syntax: integer({ cast: 'integer', minimum: 0 }),
  support: { level: 'ignored', because: 'means CPUs of a Windows host', instead: 'use cpus' },
});
export const cpuPercent = serviceKey({
  key: 'cpu_percent',
  syntax: float({ types: ['text', 'integer'], cast: 'float', minimum: 0, maximum: 100 }),
  support: { level: 'ignored', because: 'means a share of a Windows host', instead: 'use cpus' },
});
export const cpuShares = serviceKey({
  key: 'cpu_shares',
  syntax: countOrText,
  support: {
    level: 'ignored',
    because: 'a Fargate task competes with no other for its CPU',
    instead: 'use cpus',
  },
});
export const cpuQuota = serviceKey({
  key: 'cpu_quota',
  syntax: countOrText,
  support: {
    level: 'ignored',
    because: 'a Fargate task is sized by its CPU units',
    instead: 'use cpus',
    noticeable: true,
  },
});
export const cpuPeriod = serviceKey({
  key: 'cpu_period',
  syntax: countOrText,
  support: { level: 'ignored', because: 'a Fargate task is sized by its CPU units', instead: 'use cpus' },
});
export const cpuRtPeriod = serviceKey({
  key: 'cpu_rt_period',
  syntax: countOrText,
  support: { level: 'ignored', because: 'Fargate has no realtime scheduling' },
});
export const cpuRtRuntime = serviceKey({
  key: 'cpu_rt_runtime',
  syntax: countOrText,
  support: { level: 'ignored', because: 'Fargate has no realtime scheduling' },
});
export const cpuset = serviceKey({
  key: 'cpuset',
  syntax: text,
  support: { level: 'ignored', because: 'a Fargate task has no host whose CPUs could be chosen' },
});
export const credentialSpec = serviceKey({
  key: 'credential_spec',
  syntax: object({ config: text, file: text, registry: text }),
  support: { level: 'rejected', because: 'it is for Windows containers; tasks are Linux' },
});
export const deviceCgroupRules = serviceKey({
  key: 'device_cgroup_rules',
  syntax: distinctTexts,
  support: { level: 'rejected', because: 'a Fargate task has no devices' },
});
export const groupAdd = serviceKey({
  key: 'group_add',
  syntax: listOf(
    { ...text, accepts: scalar({ types: ['text', 'number'], read: () => '' }).accepts },
    { distinct: true },
  ),
  support: {
    level: 'ignored',
    because: 'ECS gives a process the groups of its user alone',
    noticeable: true,
  },
});
export const ipc = serviceKey({
  key: 'ipc',
  syntax: text,
  support: {
    level: 'ignored',
    because: 'every container on Fargate has IPC memory of its own',
    judge: (mode) =>
      mode === 'host' || mode.startsWith('container:')
        ? { level: 'rejected', because: 'Fargate containers share IPC memory with nobody' }
        : mode.startsWith('service:')
          ? {
              level: 'partial',
              because: 'the two run in one task, but share no IPC memory on Fargate',
              noticeable: true,
            }
          : undefined,
  },
});
export const isolation = serviceKey({
  key: 'isolation',
  syntax: text,
  support: { level: 'ignored', because: 'is for Windows containers' },
});
export const macAddress = serviceKey({
  key: 'mac_address',
  syntax: text,
  support: { level: 'ignored', because: 'AWS gives the task its network interface' },
});
export const memSwappiness = serviceKey({
  key: 'mem_swappiness',
  syntax: byteSize({ types: ['integer', 'text'] }),
  support: { level: 'ignored', because: 'Fargate has no swap' },
});
export const memswapLimit = serviceKey({
  key: 'memswap_limit',
  syntax: byteSize({ types: ['number', 'text'] }),
  support: { level: 'ignored', because: 'Fargate has no swap' },
});
export const oomKillDisable = serviceKey({
  key: 'oom_kill_disable',
  syntax: boolean({ cast: 'boolean' }),
  support: {
    level: 'ignored',
    because: 'Fargate stops a container that exceeds its memory',
    noticeable: true,
  },
});
export const oomScoreAdj = serviceKey({
  key: 'oom_score_adj',
  syntax: integer({ cast: 'integer', minimum: -1000, maximum: 1000 }),
  support: { level: 'ignored', because: 'a Fargate task competes with no other for memory' },
});
export const pid = serviceKey({
  key: 'pid',
  syntax: scalar({ types: ['text', 'null'], read: (value) => goText(value) }),
  support: {
    level: 'ignored',
    because: 'every container has its own processes',
    judge: (mode) =>
      mode === 'host' || mode.startsWith('container:')
        ? { level: 'rejected', because: 'a Fargate task has no host whose processes it could see' }
        : mode.startsWith('service:')
          ? { level: 'full', because: "the two run in one task and see each other's processes" }
          : undefined,
  },
});
export const pidsLimit = serviceKey({
  key: 'pids_limit',
  syntax: countOrText,
  support: { level: 'ignored', because: 'Fargate limits processes by itself' },
});
export const runtime = serviceKey({
  key: 'runtime',
  syntax: text,
  support: {
    level: 'ignored',
    because: 'Fargate chooses the runtime',
    judge: (name) => (name === 'nvidia' ? { level: 'rejected', because: 'Fargate has no GPUs' } : undefined),
  },
});
export const useApiSocket = serviceKey({
  key: 'use_api_socket',
  syntax: boolean({ types: ['boolean'] }),
  support: { level: 'rejected', because: 'a Fargate task has no Docker engine' },
});
export const usernsMode = serviceKey({
  key: 'userns_mode',
  syntax: text,
  support: { level: 'ignored', because: 'Fargate isolates every task' },
});
export const uts = serviceKey({
  key: 'uts',
  syntax: text,
  support: { level: 'ignored', because: 'a Fargate task has no host whose name it could share' },
});
